//! What is said otherwise of the shop, its facts, kinds and intents in Chinese.

use super::{Idiom, idiom};

/// The likeliest first; of several for one place the narrower stand before the wider.
pub const CHINESE: &[Idiom] = &[
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
        r"^店.*?(?P<w>营业时间\s*[:：]?|开门时间\s*[:：]?|上班时间\s*[:：]?)",
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
    idiom(r"^(?P<w>(?:我的|我们的|本))店铺?\s*TEXT", "", "`{}` stands before the first word", "take it away"),
    idiom(r"^店铺(?P<w>\s*[:：]\s*(TEXT))\s*\n", "$2：", "the colon stands behind the shop's name", "write `店铺{}`"),
    idiom(
        r"^店铺\s*(?P<w>(?:名称?|名字|叫|是)\s*[:：]?\s*)TEXT",
        "",
        "`{}` stands before the shop's name",
        "take it away",
    ),
    idiom(
        r#"^店铺\s*(?P<w>([^\s\":：“«][^\n\":：“«]*?))\s*[:：]"#,
        "“$2”",
        "a shop's name stands in quotes",
        "write `{}`",
    ),
    idiom(
        r"语言\s*(?P<w>(\w\w)\s*(?:和|与|及|/|\+)\s*(\w\w))\b",
        " $2、$3",
        "several languages have commas between them",
        "write `{}`",
    ),
    idiom(
        r#"时区\s*(?P<w>["“«]\s*([\w/+-]+)\s*["”»])"#,
        " $2",
        "{} stands in quotes, and a time zone does not",
        "write `{}`",
    ),
    idiom(
        r"(?P<w>(?:24小时营业|全天营业|营业\s*(?:24\s*小时|全天)))",
        "营业 00:00 到 23:59",
        "`{}` is written otherwise",
        "write `{}`; a shop without such a line is always open",
    ),
    idiom(
        r"营业\s*(?P<w>(?:每天|每日|天天)\s*)[\d早上下晚]",
        " ",
        "`{}` stands before the hours",
        "take it away: hours without days before them hold for every day",
    ),
    idiom(
        r"(?P<w>(?:称呼|叫)\s*(?:买家|客人|他们|亲|大家))\s*TEXT",
        "称呼顾客",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(r"^(?P<w>导入|加载|引入)\s*(?:std/|TEXT)", "使用 ", "`{}` is written otherwise", "write `{}`"),
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
    idiom(
        r"^事实\s*[\w.「」]*(?:总额|价格|成本|费用?|金额|价)(?P<w>)END",
        "：金额",
        "nobody said what `{}` is",
        "say it behind its name: `金额`, `数字`, `文字`, `日期`, `是否`",
    ),
    idiom(
        r"^事实\s*NAME(?P<w>)END",
        "：数字",
        "nobody said what `{}` is",
        "say it behind its name: `数字`, `金额`, `文字`, `日期`, `是否`",
    ),
    idiom(
        r"^事实\s*NAME\s*[:：]\s*(?P<w>(?:一个)?(?:钱|元|人民币|价格|价钱|款项))END",
        "金额",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"^事实\s*NAME\s*[:：]\s*(?P<w>(?:一个)?(?:数|整数|数量|数目|个数))END",
        "数字",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"^事实\s*NAME\s*[:：]\s*(?P<w>(?:一段)?(?:字符串|字|汉字|字符))END",
        "文字",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"^事实\s*NAME\s*[:：]\s*(?P<w>(?:是\s*/\s*否|对或错|真假|布尔值?))END",
        "是否",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"^事实\s*NAME\s*[:：]\s*(?:数字|金额)\s*(?P<w>(?:介于|从)?\s*(\d[\d.]*)\s*(?:-|－|~|～|至|和)\s*(\d[\d.]*)(?:\s*之间)?)",
        " 从 $2 到 $3",
        "the two ends of a number are written otherwise",
        "write `{}`",
    ),
    idiom(
        r"^事实\s*NAME\s*[:：]\s*(?P<w>)NAME(?:\s*[、，,]\s*NAME)+END",
        "选自 ",
        "several values to choose from stand behind `选自`",
        "put `{}` before them",
    ),
    idiom(r"^类别\s*NAME\s*[:：]\s*(?P<w>(?:如果|若|当|凡是))", "", "`{}` stands before the condition", "take it away"),
    idiom(
        r"^类别\s*NAME\s*[:：]\s*(?P<w>(?:下过|买过)?\s*(?:超过|多于|大于)\s*(\d+)\s*(?:单|次|个订单))END",
        "顾客.订单数 > $2",
        "`{}` is written otherwise",
        "write `{}`",
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
];
