//! How people say yes and no, normalised. What also stands in the list of doubts, or is longer in another list, is read there.

/// Yes, as the particle itself: it decides whatever else the message says.
pub(super) const YES: &[&str] = &[
    "yes", "yeah", "yep", "yup", "yea", "ya", "yah", "yess", "yesss", "yas", "aye", "yes please", "yes sir", "yes indeed", "yes of course", "yes i do", "yes it is",
    "mhm", "mm-hmm", "uh-huh", "uh huh", "affirmative", "oui", "si si", "si claro", "si por favor", "si gracias", "si quiero",
    "si me gustaria", "si necesito", "si tengo", "si vale", "si senor", "si senora", "si exacto", "si correcto", "si eso", "si la verdad", "si asi es", "que si", "claro que si", "pues si",
    "creo que si", "eso si", "yo si", "afirmativo", "是的", "是呀", "是啊", "是滴", "是哒", "对的", "对呀", "对啊", "对对", "对对对", "对滴", "没错", "嗯是", "嗯对", "是是是", "嗯嗯", "嗯呐",
    "✅", "✔", "👍", "👌", "🙆",
];

/// No, as the particle itself.
pub(super) const NO: &[&str] = &[
    "no", "nope", "nah", "nay", "noo", "nooo", "no no", "no thanks", "no thank you", "no thx", "no ty", "no way", "no sir", "no need", "no need for that", "no deal", "no i don't", "no it's not",
    "no it isn't", "not really", "not at all", "not yet", "not now", "not today", "not for me", "not this time", "not necessarily", "not that i know", "not quite", "not exactly",
    "not particularly", "not especially", "not much", "not so much", "not anymore", "not interested", "not necessary", "not needed", "absolutely not", "definitely not", "certainly not",
    "of course not", "probably not", "obviously not", "surely not", "i think not", "i guess not", "i hope not", "i'm afraid not", "nuh-uh", "uh-uh", "negative", "still no",
    "no gracias", "que no", "claro que no", "por supuesto que no", "creo que no", "pues no", "yo no", "eso no", "seguro que no", "la verdad es que no", "la verdad que no", "mejor no", "de momento no",
    "por ahora no", "ahora no", "hoy no", "todavia no", "aun no", "ya no", "no mucho", "no del todo", "no realmente", "no exactamente", "mas bien no", "negativo",
    "不是", "不是的", "不是啊", "不是呢", "不用", "不用了", "不用谢谢", "不需要", "不需要了", "不要", "不要了", "不了", "不行", "不可以", "不对", "不好", "不同意", "不考虑", "不接受", "没有", "没有呢", "没有的", "没有啊", "并没有", "并不", "没用过",
    "不必", "不必了", "不想", "不想要", "不会", "不能", "不喜欢", "不愿意", "不感兴趣", "不太", "不怎么", "不至于", "还没", "还没有", "没呢", "没啊", "木有", "从来没", "从来不", "从没", "免了", "才不", "都不是",
    "❌", "✖", "👎", "🙅",
];

/// Yes in other words: it counts where no particle is said.
pub(super) const AGREES: &[&str] = &[
    "of course", "ofc", "sure", "sure thing", "for sure", "certainly", "definitely", "absolutely", "totally", "indeed", "exactly", "correct", "that's correct", "that's right", "that is right",
    "that is correct", "you're right", "quite right", "right", "true", "that's true", "that's it", "that's the one", "obviously", "naturally", "by all means", "with pleasure", "gladly",
    "ok", "okay", "okey", "okie", "oki", "k", "kk", "alright", "all right", "fine", "that's fine", "that is fine", "fine by me", "fine with me", "good", "great", "perfect", "wonderful", "lovely", "cool", "sounds good", "sounds great",
    "sounds lovely", "sounds perfect", "that sounds good", "that works", "works for me", "fair enough", "deal", "agreed", "i agree", "i accept", "go ahead", "go for it", "please do", "do it", "let's do it", "let's do that", "let's go", "why not",
    "sure why not", "i think so", "i do think so", "i believe so", "i suppose so", "i guess so", "i hope so", "i'd say so", "i would say so", "guess so", "suppose so", "think so", "most likely", "very likely",
    "no problem", "no problems", "no problem at all", "not a problem", "no worries", "no doubt", "without a doubt", "no question", "i'd love to", "i would love to", "i'd love that", "i would love that", "i'd love it", "i'd like to",
    "i would like to", "i'd like that", "i would like that", "i'd be happy to", "i'd appreciate that", "i'd appreciate it", "would love to", "love to", "that would be lovely", "that would be great", "that would be nice", "that would be good",
    "that would be perfect", "that'd be lovely", "that'd be great", "that'd be nice", "that would help", "yes that would be lovely", "i do want", "i do need", "i do like", "i want it", "i want that", "i want one", "i need it", "i need one",
    "i'll take it", "i will take it", "i'll have it", "i'm in", "count me in", "always", "all the time", "every day", "sometimes i do", "i have indeed", "quite", "very much", "very much so", "a bit", "a little", "kind of", "sort of", "more or less", "mostly",
    "claro", "claro claro", "por supuesto", "desde luego", "sin duda", "como no", "por que no", "obvio", "obviamente", "naturalmente", "cierto", "es cierto", "correcto", "es correcto", "exacto", "exactamente", "asi es",
    "eso es", "efectivamente", "en efecto", "vale", "de acuerdo", "ok vale", "venga", "dale", "va", "bueno vale", "bien", "esta bien", "perfecto", "genial", "estupendo", "me parece bien", "me parece perfecto", "acepto", "conforme", "hecho",
    "trato hecho", "con gusto", "con mucho gusto", "encantado", "encantada", "me encantaria", "me gustaria", "seria genial", "seria perfecto", "estaria bien", "no hay problema", "ningun problema", "sin problema", "no pasa nada", "adelante", "seguro",
    "seguro que si", "supongo que si", "espero que si", "me parece que si", "por favor si", "un poco", "mas o menos", "siempre", "a veces", "lo quiero", "la quiero", "me lo llevo", "me la llevo", "me lo quedo", "me la quedo",
    "好的", "好的呢", "好的呀", "好啊", "好呀", "好吧", "好嘞", "好哒", "好滴", "好好好", "那好", "可以", "可以的", "可以啊", "可以呀", "可以可以", "行的", "行啊", "行吧", "行呀", "那行", "没问题", "没问题的", "当然", "当然了", "当然可以", "当然要", "当然是", "那当然",
    "必须的", "必须", "肯定", "肯定的", "肯定要", "同意", "接受", "愿意", "我愿意", "需要", "需要的", "我需要", "要的", "我要", "我要的", "想要", "我想要", "想的", "喜欢", "很喜欢", "喜欢的", "会的", "能的", "有的", "有啊", "有呀", "有过", "用过", "买过", "戴过", "试过", "穿过",
    "收到了", "收到", "知道了", "知道", "明白", "明白了", "确定", "确认", "我确定", "是这样", "是这样的", "应该是", "应该是的", "算是", "算是吧", "一直是", "差不多", "差不多吧", "有一点", "有点", "正是", "成交", "就这样", "麻烦了", "麻烦你了", "那麻烦你了", "求之不得", "太好了", "没毛病", "ok的", "说定了", "一言为定", "我要了", "我买了", "就这么定", "就要这个", "要这个了",
];

/// No in other words.
pub(super) const DECLINES: &[&str] = &[
    "never", "never ever", "hardly", "hardly ever", "neither", "nothing", "none", "i'd rather not", "i would rather not", "rather not", "i'll pass", "i will pass", "pass", "hard pass", "i'm good", "i'm good thanks", "i am good", "i'm fine", "i'm ok", "i'm okay", "i'm all set", "all good thanks",
    "i don't think so", "i do not think so", "don't think so", "dont think so", "i dont think so", "i doubt it", "i don't believe so", "that's not right", "that is not right", "that's wrong", "that's not it", "wrong", "incorrect", "false", "that's not true", "not true", "too much", "too expensive", "don't bother", "it doesn't", "it does not",
    "what i don't", "please don't", "please no", "don't", "do not", "heck no", "hell no", "god no", "oh no", "as if", "forget it", "nothing like that", "nada", "nada de eso", "para nada", "en absoluto", "que va", "ni hablar", "ni loco", "ni loca", "ni de broma", "de ninguna manera", "ni modo",
    "de eso nada", "nunca", "nunca jamas", "jamas", "tampoco", "ninguno", "ninguna", "no me interesa", "no me gusta", "no me gustaria", "no quiero", "no lo quiero", "no la quiero", "no necesito", "no lo necesito", "no hace falta", "no es necesario", "no tengo", "no uso", "no es asi", "no es correcto", "no es cierto", "no esta bien", "no estoy de acuerdo",
    "no lo creo", "no creo", "no me parece", "no me convence", "no puedo", "paso", "lo dudo", "incorrecto", "falso", "算了", "算了吧", "还是算了", "别", "别了", "别了吧", "没", "没必要", "没兴趣", "没这个打算", "没想过", "没买过", "没穿过", "没戴过", "没试过", "没收到", "未收到", "哪有", "怎么会", "怎么可能", "才怪", "下次吧", "改天吧", "以后再说", "再说吧", "暂时不", "暂时不用", "暂时不需要", "先不", "先不用", "先不要", "拒绝",
];

/// Neither yes nor no.
pub(super) const DOUBTS: &[&str] = &[
    "yes and no", "yes or no", "yes but no", "yes but", "maybe", "perhaps", "possibly", "might be", "it depends", "depends", "that depends", "i don't know", "i do not know", "i dont know", "don't know", "dont know", "dunno", "idk", "i don't mind", "don't mind", "i don't care", "don't care", "i don't remember", "don't remember",
    "i don't understand", "don't understand", "i do not understand", "i can't say", "can't say", "i couldn't say", "hard to say", "not sure", "i'm not sure", "im not sure", "i am not sure", "not so sure", "i'm not so sure", "not certain", "no idea", "no clue", "no preference", "no one", "no longer", "no matter", "no rush", "no hurry", "no wonder", "who knows", "either", "either way",
    "not only", "not bad", "let me think", "i'll think about it", "i will think about it", "let me check", "let me see", "sure about what", "how so", "what do you mean", "if i can", "if possible", "i need to think", "we'll see", "50/50", "fifty fifty", "good question", "right now", "all right so", "never mind", "nevermind", "no idea yet", "i can't decide", "can't decide",
    "si y no", "si o no", "ni si ni no", "quizas", "quiza", "tal vez", "a lo mejor", "puede ser", "puede que si", "puede", "depende", "no se", "no lo se", "ni idea", "no tengo ni idea", "no estoy seguro", "no estoy segura", "no me acuerdo", "no recuerdo", "no entiendo", "no te entiendo", "me da igual", "da igual", "quien sabe", "ya veremos", "dejame pensar", "lo pienso", "lo pensare", "bien pero",
    "no solo", "no importa", "no hay prisa", "no tengo prisa", "a ver", "claro pero", "si pero", "也许", "或许", "可能吧", "可能", "说不好", "说不准", "不好说", "不一定", "不确定", "不清楚", "不知道", "不晓得", "不太清楚", "不太确定", "不太懂", "不懂", "不明白", "没想好", "还没想好", "没决定", "还没决定", "看情况", "看看再说", "我想想", "再想想", "考虑一下", "我考虑", "考虑考虑",
    "随便", "都行", "都可以", "无所谓", "什么意思", "是也不是", "不记得", "忘了", "不急", "不着急", "不要紧", "不好意思", "不过", "不如", "不然", "不管", "不仅", "不客气", "没关系", "没事", "不错", "是不是", "好不好", "要不要", "对不对", "对不起", "有没有", "行不行", "可不可以", "能不能", "会不会", "好像", "好看", "好贵", "好多少", "是什么", "要是", "要多少", "要多久", "没有没有关系",
    "可以吗", "可以便宜", "可以再", "可以少", "可以优惠", "可以看", "可以问", "行吗", "好吗", "需要多", "需要什么", "要不", "对了", "对于", "对面", "对比", "会员", "能便宜", "想问", "我想问", "想知道", "不包邮", "知道吗", "收到货", "不到", "不超过", "有点贵", "有点大", "有点小", "喜欢的话", "可以的话", "需要的话",
];

/// Yes, where a clause says nothing else.
pub(super) const YES_ALONE: &[&str] = &[
    "y", "si", "please", "i do", "we do", "it does", "they do", "i am", "we are", "it is", "they are", "that is", "there is", "i was", "it was", "i did", "we did", "it did", "i have", "we have", "i've", "it has", "i had", "i would", "i'd", "we would",
    "i will", "i'll", "we will", "i can", "we can", "i could", "i should", "they did", "he is", "she is", "he does", "she does", "she has", "he has", "i want", "i need", "i like it", "i love it", "it fits", "be my guest", "once", "ever since", "both",
    "lo hice", "lo soy", "lo es", "lo tengo", "tengo", "quiero", "uso", "necesito", "puedo", "ya", "ya esta", "hecha", "lo necesito", "me gusta", "me encanta", "me interesa", "quisiera", "por favor",
    "是", "对", "好", "行", "要", "有", "嗯", "恩", "嗯哼", "中", "成", "会", "能", "想", "可", "是是", "哦了", "好好", "要要", "麻烦", "确实", "确实是", "来一个", "来吧", "安排", "定了", "嗯好", "嗯要", "嗯可以", "嗯有", "嗯行", "也是", "也要", "都要", "都有", "都是", "还好", "在的", "在", "1",
];

/// No, where a clause says nothing else.
pub(super) const NO_ALONE: &[&str] = &["n", "not", "not me", "不", "否", "非", "不不", "不不不", "木", "不啊", "无", "没没没", "0"];

/// Subjects before "don't" and its like, and what follows them: a clause that begins so says no.
pub(super) const SUBJECTS: &[&str] = &["i", "we", "it", "that", "they", "he", "she", "there", "this", "you", "my"];
pub(super) const NEGATED: &[&str] = &[
    "don't", "do not", "dont", "didn't", "did not", "didnt", "doesn't", "does not", "doesnt", "haven't", "have not", "havent", "hasn't", "has not", "hadn't", "won't", "will not", "wont", "wouldn't", "would not", "can't", "cannot", "can not", "cant",
    "couldn't", "could not", "shouldn't", "isn't", "is not", "isnt", "aren't", "are not", "wasn't", "was not", "weren't", "am not", "never", "have never", "'ve never", "'m not", "'s not", "'re not", "'d rather not",
];

/// What a Chinese clause that says no begins with, behind 我 and the like.
pub(super) const NEGATED_HAN: &[&str] = &["不", "没", "从不", "还没", "都不", "都没", "也不", "也没", "真不", "真没", "没有"];
