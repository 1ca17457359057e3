//! What is said otherwise of questions in Chinese.

use super::{Idiom, idiom};

/// The likeliest first; of several for one place the narrower stand before the wider.
pub const CHINESE: &[Idiom] = &[
    // What is expected
    idiom(
        r"期待\s*(?P<w>是\s*[或/、，,]?\s*(?:不是|否)|对\s*[或/、]?\s*(?:不对|错)|是不是|有没有|有或没有)",
        " 是否",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"期待\s*(?P<w>(?:照片|图片)\s*(?:一张|1\s*张)?)(?:\s|$|。)",
        " 1 张照片",
        "`{}` does not say how many pictures",
        "write how many: `{}`",
    ),
    idiom(
        r"期待\s*(?P<w>(?:照片|图片)\s*(?:两张|二张|2\s*张)|(?:两|二)张(?:照片|图片))",
        " 2 张照片",
        "`{}` is written otherwise",
        "write how many: `{}`",
    ),
    idiom(
        r"期待\s*(?P<w>(?:照片|图片)\s*(\d+)\s*张)",
        " $2 张照片",
        "`{}` is written otherwise",
        "write how many: `{}`",
    ),
    idiom(r"期待\s*(?P<w>电话号码|手机号码?|手机|联系电话)", " 电话", "`{}` is written otherwise", "write `{}`"),
    idiom(
        r"期待\s*(?P<w>电子邮箱|电子邮件|邮箱地址|邮件地址|邮件)",
        " 邮箱",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(r"期待\s*(?P<w>收货地址|送货地址|住址)", " 地址", "`{}` is written otherwise", "write `{}`"),
    idiom(
        r"期待\s*(?P<w>字|文字回答|任何话|随便|一句话)(?:\s|$|。)",
        " 文字",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"期待\s*数字\s*(?P<w>(?:从|介于)?\s*(\d[\d.]*)\s*(?:-|–|—|~|～|和)\s*(\d[\d.]*)\s*(?:之间)?)",
        " 从 $2 到 $3",
        "the two ends of a number are written otherwise",
        "write `数字 {}`",
    ),
    idiom(
        r"期待\s*(?P<w>(?:从\s*)?(\d[\d.]*)\s*(?:-|–|—|~|～|到|至)\s*(\d[\d.]*)\s*(?:之间)?)",
        " 数字 从 $2 到 $3",
        "`{}` does not say what it is",
        "write `{}`",
    ),
    idiom(
        r"期待\s*数字\s*(?P<w>(?:至少|大于|超过|不少于|不小于)\s*(\d[\d.]*)|(\d[\d.]*)\s*以上)",
        " 从 $2$3 到 1000",
        "a number has two ends, and only the lower one is named",
        "name the upper one as well: `数字 {}`",
    ),
    idiom(
        r"期待\s*数字\s*(?P<w>(?:最多|至多|小于|不超过|低于)\s*(\d[\d.]*)|(\d[\d.]*)\s*以[下内])",
        " 从 0 到 $2$3",
        "a number has two ends, and only the upper one is named",
        "name the lower one as well: `数字 {}`",
    ),
    idiom(
        r"期待\s*(?P<w>(?:一个|一|在|从|介于)?\s*(\d[\d.]*)\s*(?:-|–|—|~|～|到|至|和)\s*(\d[\d.]*)\s*(?:之间|以内|内)?\s*的?\s*(?:数字|数值|数|整数|号码|码))",
        " 数字 从 $2 到 $3",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"期待\s*(?P<w>(?:一个|某个)\s*数字\s*(?:从|在|介于)?\s*(\d[\d.]*)\s*(?:-|–|—|~|～|到|至|和)\s*(\d[\d.]*)\s*(?:之间)?)",
        " 数字 从 $2 到 $3",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"期待\s*(?P<w>(?:一个|某个|哪个)\s*日期|一天|某天|某一天|哪天|哪一天|日子|一个日子|年月日)(?:\s|$|。)",
        " 日期",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"期待\s*(?P<w>(?:一个|某个)\s*(?:数字|数)|数目|整数)(?:\s|$|。)",
        " 数字",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"期待\s*(?P<w>(?:从\s*)?([\w]+(?:\s*[、，,]\s*[\w]+?)+)\s*(?:之中|中|里)?\s*(?:选一个|选一|选择|之一|任选其一|任选一个|挑一个))",
        " 选自 $2",
        "`{}` is written otherwise",
        "several answers to choose from stand behind `选自`: write `{}`",
    ),
    idiom(
        r"期待\s*(?P<w>(?:选择|选项|任选|挑选)\s*[:：]?)\s*NAME",
        " 选自 ",
        "`{}` is written otherwise",
        "several answers to choose from stand behind `选自`",
    ),
    // Asked again
    idiom(
        r"再问\s*(?:TEXT\s*[,，]?\s*)?(?P<w>(\d+)\s*次)\s*[,，]?\s*(?:否则|不然|$|。)",
        " 最多 $2 次",
        "how often is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"再问\s*(?:TEXT\s*[,，]?\s*)?(?P<w>一\s*次)\s*[,，]?\s*(?:否则|不然|$|。)",
        " 最多 1 次",
        "how often is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"再问\s*(?:TEXT\s*[,，]?\s*)?(?P<w>[二两]\s*次)\s*[,，]?\s*(?:否则|不然|$|。)",
        " 最多 2 次",
        "how often is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"再问\s*(?:TEXT\s*[,，]?\s*)?(?P<w>三\s*次)\s*[,，]?\s*(?:否则|不然|$|。)",
        " 最多 3 次",
        "how often is written otherwise",
        "write `{}`",
    ),
    Idiom {
        without: r"再问|问系统",
        ..idiom(
            r"^问题.*?(?P<w>\s*[,，]?\s*(?:否则|不然|要不)\s*[,，]?\s*)STEP",
            " 再问 最多 2 次，否则 ",
            "`{}` does not say how often is asked before",
            "say how often the question is put again: `再问 最多 2 次，否则 …`",
        )
    },
    Idiom {
        without: r"秒|分钟|小时",
        ..idiom(
            r"^问题.*?问系统.*?(?P<w>\s*[,，]?\s*(?:否则|不然|要不)\s*[,，]?\s*)STEP",
            " 10秒 内，否则 ",
            "nobody said how long the system has",
            "say how long it has: `10秒内，否则 …`",
        )
    },
    Idiom {
        without: "否则|不然",
        ..idiom(
            r"^问题.*\d+\s*(?:秒钟|秒|分钟|小时)\s*之?内(?P<w>)(?:\s*STEP|\s*记入|END)",
            "，否则 说“…”",
            "nobody said what is done when the time is over",
            "say it behind `否则`, with words of yours",
        )
    },
    Idiom {
        without: "否则|不然",
        ..idiom(
            r"^(?:总要|务必)\s*\d+\s*(?:秒钟|秒|分钟|小时)\s*之?内\s*[,，]?\s*回答(?P<w>)(?:\s*STEP|END)",
            "，否则 说“…”",
            "nobody said what is done when the time is over",
            "say it behind `否则`, with words of yours",
        )
    },
    // The words of a question
    idiom(r"^问题[^:：]*[:：]\s*(?P<w>)TEXT", "问", "a question's words stand behind `问`", "put `问` before them"),
    idiom(
        r"^问题[^:：]*[:：]\s*(?P<w>说|提问|内容)\s*TEXT",
        "问",
        "a question is put with `问`, not with `{}`",
        "write `{}`",
    ),
    idiom(
        r"^问题.*?TEXT\s*[,，]?\s*(?P<w>答案是?|回答|应答|需要|等待|希望)\s*(?:是否|数字|金额|百分比|日期|时间|文字|选自|电话|邮箱|地址|订单号|\d+\s*张)",
        " 期待 ",
        "`{}` is no word of a question",
        "what counts as an answer stands behind `{}`",
    ),
    idiom(
        r"^问题.*?TEXT\s*[,，]?\s*(?P<w>选项是?|答案是?)\s*[\w「」]+(?:\s*[、，,]\s*[\w「」]+)+",
        " 期待 选自 ",
        "`{}` is no word of a question",
        "several answers to choose from stand behind `{}`",
    ),
    idiom(
        r"期待\s*(?P<w>)[\w「」]+(?:\s*[、，,]\s*[\w「」]+)+",
        " 选自 ",
        "several answers to choose from stand behind `选自`",
        "put `{}` before them",
    ),
    idiom(
        r"^问题.*?(?P<w>记住|保存)",
        " 记入 ",
        "an answer is kept with `记入`",
        "write `{}`; `记住` is a step of a rule",
    ),
];
