//! What is said otherwise of the shop, its offers, rules and promises in Chinese.

use super::{Declared, idiom};

/// The idioms of Chinese.
pub const CHINESE: Declared = Declared {
    first: &[
        // The shop
        idiom(
            r#"货币\s*(?P<w>["“«]\s*([\w$€£¥￥]+)\s*["”»])"#,
            " $2",
            "{} stands in quotes, and a currency does not",
            "its three letters stand alone",
        ),
        idiom(
            r"货币\s*(?P<w>[\w$€£¥￥]+\s*((?-i:[A-Z]{3})))\b",
            " $2",
            "`{}` names a currency twice",
            "its three letters stand alone: `货币 {}`",
        ),
        idiom(
            r"货币\s*\w+\s*(?P<w>[(（]?\s*[$€£¥￥]\s*[)）]?)",
            "",
            "`{}` stands behind the name of a currency",
            "its three letters stand alone: take this away",
        ),
        idiom(
            r"(?P<w>营业时间\s*[:：]?|开门时间\s*[:：]?|上班时间\s*[:：]?)",
            " 营业 ",
            "`{}` is written otherwise",
            "write `{}`",
        ),
        idiom(
            r"(?P<w>(?:每条消息|一条消息)\s*(?:最多|只)?\s*(?:回答|回复)\s*(\d+)\s*个?\s*(?:问题)?)",
            "每条消息 最多回答 $2 个问题",
            "how many questions are answered is written otherwise",
            "write `{}`",
        ),
        idiom(
            r"(?P<w>(?:每条消息|一条消息)\s*(?:最多|只)?\s*(?:回答|回复)\s*一\s*个?\s*(?:问题)?)",
            "每条消息 最多回答 1 个问题",
            "how many questions are answered is written otherwise",
            "write `{}`",
        ),
        idiom(
            r"(?P<w>(?:每条消息|一条消息)\s*(?:最多|只)?\s*(?:回答|回复)\s*[两二]\s*个?\s*(?:问题)?)",
            "每条消息 最多回答 2 个问题",
            "how many questions are answered is written otherwise",
            "write `{}`",
        ),
        idiom(
            r"(?P<w>(?:每条消息|一条消息)\s*(?:最多|只)?\s*(?:回答|回复)\s*三\s*个?\s*(?:问题)?)",
            "每条消息 最多回答 3 个问题",
            "how many questions are answered is written otherwise",
            "write `{}`",
        ),
        // Facts
        idiom(
            r"^事实\s*NAME(?P<w>\s*(?:=|＝|是|为)\s*)",
            "：",
            "a fact and its value are parted by a colon",
            "write the value behind `：`",
        ),
        idiom(
            r"^事实\s*NAME\s*[:：]\s*(?P<w>真|有|true)END",
            "是",
            "`{}` is written otherwise",
            "what can be so or not so is `是` or `否`",
        ),
        idiom(
            r"^事实\s*NAME\s*[:：]\s*(?P<w>假|没有|无|false)END",
            "否",
            "`{}` is written otherwise",
            "what can be so or not so is `是` or `否`",
        ),
        // What customers say
        idiom(
            r"^意图.*?[:：]\s*(?P<w>)TEXT",
            "常说",
            "what customers say stands behind `常说`",
            "put `{}` before the words",
        ),
        idiom(
            r"^意图[^:：]*[:：]\s*(?P<w>)[a-z]{2,3}\s*[:：]\s*TEXT",
            "常说 ",
            "what customers say stands behind `常说`",
            "put `{}` before the words",
        ),
        // Answers to choose from
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
