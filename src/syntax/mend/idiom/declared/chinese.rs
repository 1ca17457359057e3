//! What is said otherwise of offers, rules and promises in Chinese.

use super::{Declared, idiom};

/// The idioms of Chinese.
pub const CHINESE: Declared = Declared {
    first: &[
        // Answers to choose from
        idiom(
            r"期待\s*(?:选自\s*)?(?P<w>(\p{Han}+?)(?:、|，|或者?|还是)(\p{Han}+?)(?:或者?|还是)(\p{Han}+))(?:END|\s*(?:再问|记入))",
            " 选自 $2、$3、$4",
            "several answers to choose from have commas between them",
            "write `{}`",
        ),
        idiom(
            r"期待\s*(?:选自\s*)?(?P<w>(\p{Han}+?)(?:或者?|还是)(\p{Han}+))(?:END|\s*(?:再问|记入))",
            " 选自 $2、$3",
            "several answers to choose from have commas between them",
            "write `{}`",
        ),
        idiom(
            r"期待\s*(?:选自\s*)?(?P<w>(NAME)\s*(?:或者?|还是|和)\s+(NAME))(?:END|\s*(?:再问|记入))",
            " 选自 $2、$3",
            "several answers to choose from have commas between them",
            "write `{}`",
        ),
        idiom(
            r"期待\s*(?:选自\s*)?(?P<w>(NAME)\s*[、，,]\s*(NAME)\s*(?:或者?|还是|和)\s+(NAME))",
            " 选自 $2、$3、$4",
            "several answers to choose from have commas between them",
            "write `{}`",
        ),
        // Offers
        idiom(
            r"^优惠[^:：]*[:：].*?(?P<w>(?:打\s*)?(?:9\.5|95|九五)\s*折(?:优惠)?)",
            " 减 5% ",
            "`{}` is written by what is taken off",
            "write `{}`",
        ),
        idiom(
            r"^优惠[^:：]*[:：].*?(?P<w>(?:打\s*)?(?:9|九)\s*折(?:优惠)?)",
            " 减 10% ",
            "`{}` is written by what is taken off",
            "write `{}`",
        ),
        idiom(
            r"^优惠[^:：]*[:：].*?(?P<w>(?:打\s*)?(?:88|八八)\s*折(?:优惠)?)",
            " 减 12% ",
            "`{}` is written by what is taken off",
            "write `{}`",
        ),
        idiom(
            r"^优惠[^:：]*[:：].*?(?P<w>(?:打\s*)?(?:85|八五)\s*折(?:优惠)?)",
            " 减 15% ",
            "`{}` is written by what is taken off",
            "write `{}`",
        ),
        idiom(
            r"^优惠[^:：]*[:：].*?(?P<w>(?:打\s*)?(?:8|八)\s*折(?:优惠)?)",
            " 减 20% ",
            "`{}` is written by what is taken off",
            "write `{}`",
        ),
        idiom(
            r"^优惠[^:：]*[:：].*?(?P<w>(?:打\s*)?(?:75|七五)\s*折(?:优惠)?)",
            " 减 25% ",
            "`{}` is written by what is taken off",
            "write `{}`",
        ),
        idiom(
            r"^优惠[^:：]*[:：].*?(?P<w>(?:打\s*)?(?:7|七)\s*折(?:优惠)?)",
            " 减 30% ",
            "`{}` is written by what is taken off",
            "write `{}`",
        ),
        idiom(
            r"^优惠[^:：]*[:：].*?(?P<w>(?:打\s*)?(?:6|六)\s*折(?:优惠)?)",
            " 减 40% ",
            "`{}` is written by what is taken off",
            "write `{}`",
        ),
        idiom(
            r"^优惠[^:：]*[:：].*?(?P<w>(?:打\s*)?(?:5|五)\s*折(?:优惠)?)",
            " 减 50% ",
            "`{}` is written by what is taken off",
            "write `{}`",
        ),
        idiom(
            r"^优惠[^:：]*[:：].*?(?P<w>(?:优惠|便宜|降价?|打折)\s*(\d[\d.]*)\s*[%％])",
            " 减 $2%",
            "`{}` is written otherwise",
            "write `{}`",
        ),
        idiom(
            r"^优惠[^:：]*[:：].*?(?P<w>(?:免费?邮寄|免邮|包邮|免快递费|免运))(?:\s|说|成本|END)",
            " 免邮费 ",
            "`{}` is written otherwise",
            "write `{}`",
        ),
        idiom(
            r"期待\s*(?P<w>(?:选自\s*)?(NAME)\s*/\s*(NAME))(?:END|\s*(?:再问|记入))",
            " 选自 $2、$3",
            "several answers to choose from have commas between them",
            "write `{}`",
        ),
        idiom(
            r"^优惠[^:：]*[:：].*?成本(?P<w>\s*(?:=|＝|是|为|大约|约|大概|差不多)\s*)\d",
            " ",
            "`{}` stands before a sum",
            "take it away: a sum is written in digits alone",
        ),
        idiom(
            r"^优惠[^:：]*[:：].*?(?:\n|，|,|；)\s*(?P<w>(?:价格|花费|花|价值|费用)\s*[:：=]?\s*)\d",
            "成本 ",
            "`{}` is written otherwise",
            "write `{}`",
        ),
        idiom(
            r"^优惠[^:：]*[:：].*?(?:\n|，|,|；)\s*(?P<w>(?:免费|不要钱|无成本|没有成本))\s*(?:\n|，|,|END)",
            "成本 0",
            "`{}` is written otherwise",
            "write `{}`",
        ),
        idiom(
            r"^优惠[^:：]*[:：].*?(?P<w>满\s*(\d[\d.]*)\s*(?:元|块钱?)?\s*(?:可用|起|以上|才送|送)?)",
            "需要 购物车.总额 >= $2",
            "`{}` is written otherwise",
            "write `{}`",
        ),
        idiom(
            r"^优惠[^:：]*[:：].*?(?:\n|，|,|；)\s*(?P<w>(?:只有|仅当|如果|若|当|条件[:：]?))\s*NAME\s*(?:<|>|=|≤|≥|大于|是|为|超过|至少)",
            "需要 ",
            "`{}` is no word of an offer",
            "what an offer asks for stands behind `{}`",
        ),
        idiom(
            r"^优惠[^:：]*[:：].*?(?P<w>(?:一|1)\s*(?:个|张|笔)?订单\s*(?:只|仅)?\s*(?:能用|限)?\s*(?:一|1)\s*次|每\s*(?:个|张|笔)\s*订单\s*(?:只|仅|限|最多)?\s*(?:一|1)\s*次|每单\s*(?:限|只|仅)?\s*(?:一|1)\s*次)",
            "每 订单 一次",
            "`{}` is written otherwise",
            "write `{}`",
        ),
        idiom(
            r"^优惠[^:：]*[:：].*?(?P<w>(?:每人|每位(?:顾客|客户)|每个(?:顾客|客户)|一人)\s*(?:限|只|仅|最多)?\s*(?:一|1)\s*次)",
            "每 顾客 一次",
            "`{}` is written otherwise",
            "write `{}`",
        ),
        idiom(
            r"^优惠[^:：]*[:：].*?(?P<w>(?:只|仅|限)\s*(?:一|1)\s*次)",
            "每 顾客 一次",
            "`{}` does not say in what time",
            "write `{}`, or `每订单一次`",
        ),
        idiom(
            r"^优惠[^:：]*[:：].*?(?P<w>(?:不收|不要|免收|包)\s*(?:邮费|运费|快递费)|(?:邮费|运费)\s*(?:我出|全免|免))",
            "免邮费 ",
            "`{}` is written otherwise",
            "write `{}`",
        ),
        idiom(
            r"^优惠[^:：]*[:：].*?(?P<w>(?:立减|直减|便宜)\s*(\d[\d.]*)\s*(?:元|块钱?)?)",
            " 减 $2 ",
            "`{}` is written otherwise",
            "write `{}`",
        ),
        idiom(
            r"^优惠[^:：]*[:：].*?(?:\n|，|,|；)\s*(?P<w>送\s*(?:一[只个份张条盒件])?\s*([^\s“”，,、\n]+))\s*(?:\n|，|,|END)",
            " 赠送“$2”",
            "words that customers read stand in quotes",
            "write `{}`",
        ),
        idiom(
            r"^优惠[^:：]*[:：].*?(?P<w>每\s*(订单|顾客|客户|天|日)\s*(?:1|１)\s*次)",
            " 每 $2 一次 ",
            "`{}` is written otherwise",
            "write `{}`",
        ),
        idiom(
            r"(?P<w>(购物车|顾客|商品|订单)[．。](\w+))\s*(?:<|>|=|≤|≥|是|为|大于|小于)",
            " $2.$3 ",
            "`{}` has another point than a name has",
            "write `{}`",
        ),
        // Rules
        idiom(
            r"^(?P<w>(?:如果|若|要是|只要)\s*(?:(?:客户|顾客|买家|客人|有人)\s*)?(?:说|问|要|想要?)?\s*)NAME",
            "当 ",
            "a rule begins with `当` and with what happens",
            "write `当` and the name of the intent",
        ),
        idiom(
            r"^当\s*(?P<w>(?:客户|顾客|买家|客人|有人)\s*(?:说|问|要|想要?)?\s*(NAME)\s*(?:时候?|的时候))\s*[,，]?\s*STEP",
            " $2 ",
            "`{}` is more than the name of an intent",
            "the name stands alone: `{}`",
        ),
        idiom(
            r"^当\s*(?P<w>(?:客户|顾客|买家|客人|有人)\s*(?:说|问|要|想要?)?\s*)NAME",
            " ",
            "`{}` stands before the name of an intent",
            "the name stands alone: take this away",
        ),
        idiom(
            r"^当.*?NAME\s*(?P<w>时候?|的时候)\s*[,，]?\s*STEP",
            " ",
            "`{}` stands behind what happens",
            "take it away",
        ),
        idiom(
            r"^当\s*NAME\s*[,，]?\s*(?P<w>并且|而且|且|和)\s*NAME\s*(?:<|>|=|≤|≥|是|为)",
            " 如果 ",
            "a condition stands behind `如果`",
            "write `{}`",
        ),
        idiom(
            r"^当\s*NAME(?P<w>\s+(?:或者?|和)\s+NAME)\s*(?:[,，]|STEP)",
            "",
            "a rule begins with one thing that happens, and `{}` is another",
            "write a second rule for it",
        ),
        idiom(
            r"^当\s*(?:订单\s*STAGE|NAME)\s*[,，]?\s*(?P<w>(?:等待?|过)\s*(\d+\s*(?:秒钟?|分钟|小时|天|周))\s*(?:之后|以后|后)?)",
            " $2后 ",
            "`{}` is written otherwise",
            "write `{}`",
        ),
        idiom(
            r"^当\s*(?P<w>(?:听不明白|没看懂|看不懂|不明白|不懂|其他(?:情况)?|其它(?:情况)?))\s*(?:则|说|再)",
            "没听懂",
            "`{}` is written otherwise",
            "write `{}`",
        ),
        idiom(
            r"^当\s*订单\s*(?P<w>(?:没有?|未)\s*(?:付款|已付|支付))\s*(\d+\s*(?:分钟|小时|天))内?",
            "已下 $2 内 没有 订单 已付 ",
            "what did not happen in time is written otherwise",
            "write `{}`",
        ),
        idiom(
            r"转人工(?P<w>\s*[:：]?\s*)TEXT",
            "，因为",
            "something is missing before the reason",
            "say why behind `因为`",
        ),
        idiom(
            r"(?P<w>(?:叫|找|通知|呼叫|转)\s*(?:真人|客服人员|同事|店员|老板|店长|员工))",
            "转人工",
            "`{}` is written otherwise",
            "write `{}`",
        ),
        idiom(
            r"^(?P<w>(?:最大|最高|最多)\s*(?:折扣|优惠|让利)\s*(?:是|为|[:：=])?\s*(\d[\d.]*)\s*[%％])END",
            "绝不 让利超过 购物车.总额 的 $2%",
            "`{}` is written otherwise",
            "write `{}`",
        ),
        idiom(
            r"^(?:绝不|决不|永不)\s*(?P<w>(?:使用|用|提到|提|写|讲|出现)(?:\s*(?:这个|这些))?(?:\s*词语?|\s*字)?)\s*TEXT",
            "说",
            "`{}` is written otherwise",
            "write `{}`",
        ),
        idiom(
            r"^总要\s*(?P<w>在\s*(\d+\s*(?:秒钟?|分钟|小时))\s*(?:之内|以内|内)?\s*(?:回答|回复|答复)?)",
            " $2 内 回答",
            "`{}` is written otherwise",
            "write `总要 {}`",
        ),
        idiom(
            r"^总要\s*(?P<w>(?:回答|回复|答复)\s*(?:在)?\s*(\d+\s*(?:秒钟?|分钟|小时))\s*(?:之内|以内|内)?)",
            " $2 内 回答",
            "`{}` is written otherwise",
            "write `总要 {}`",
        ),
        idiom(
            r"^(?P<w>(?:请)?(?:不要|别|不能|不准|禁止|不可以?)\s*(?:说|用|提|写))\s*TEXT",
            "绝不 说",
            "`{}` is written otherwise",
            "what is never said stands behind `{}`",
        ),
        idiom(
            r"^(?P<w>(?:否则|不然|其他(?:情况)?|其余)\s*[:：，,]?)\s*STEP",
            "当 没听懂 ",
            "`{}` begins no rule",
            "what no other rule answers is answered by `{}`",
        ),
        // Promises
        idiom(
            r"^绝不\s*让利超过\s*(?P<w>(?:购物车(?:\.|的)?(?:总额|总价|金额)?|总额|总价|订单(?:的)?(?:总额|总价|金额))(?:的)?\s*(?:百分之\s*(\d[\d.]*)|(\d[\d.]*)\s*(?:%|％|个百分点)))END",
            "购物车.总额 的 $2$3%",
            "`{}` is written otherwise",
            "write `{}`",
        ),
        idiom(
            r"^绝不\s*(?P<w>(?:优惠|打折|降价|便宜|让价|折扣)\s*超过)",
            "让利超过 ",
            "`{}` is written otherwise",
            "write `{}`",
        ),
        idiom(
            r"^绝不\s*(?P<w>(?:以)?(?:低于|少于|比)\s*成本价?\s*(?:还低)?的?(?:价格)?\s*(?:卖|出售|销售)?)END",
            "卖低于 商品.成本",
            "`{}` is written otherwise",
            "write `绝不 {}`",
        ),
        idiom(
            r"^(?:总要|务必)\s*(?P<w>(?:在\s*)?(\d+\s*(?:秒钟?|分钟|小时))\s*(?:之内|以内|内)?\s*(?:回复|回答|答复)(?:顾客|客户|买家|客人)?)END",
            " $2 内 回答，否则 说“…”",
            "nobody said what is done when the time is over",
            "say it behind `否则`, with words of yours",
        ),
    ],
    last: &[
        idiom(
            r"^绝不\s*(?P<w>.+?)END",
            "说“…”",
            "`{}` is nothing that a shop can promise never to do",
            "it can promise `绝不 让利超过 …`, `绝不 卖低于 …`, `绝不 说“…”` or how often it writes first",
        ),
        idiom(
            r"^(?:总要|务必)\s*(?P<w>.+?)END",
            "说“…”",
            "`{}` is nothing that a shop can promise always to do",
            "it can promise to say certain words, `总要 说“…”`, or to answer in some time",
        ),
    ],
};
