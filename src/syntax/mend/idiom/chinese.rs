//! What is said otherwise of rules, their times, events and steps in Chinese.

use super::{Idiom, idiom};

/// What becomes of an order.
pub const STAGES: &str = "已下|已付|付款|已发|发货|延误|签收|送达|评价|退货|取消";

/// The words that begin a step.
pub const STEPS: &str = "说|送上|给出|答复|回复|问|询问|开始|展示|发送|记住|忘记|承诺|标记|取消标记|备注|任务|转人工|转客服|结束对话|退出流程|如果|若|则|再|就";

/// What an answer may be.
const ANSWERS: &str = "an answer is one of these: `是否`, `数字 从 1 到 100`, `金额`, `日期`, `选自 红、蓝`, `2 张照片`, `订单号`, \
     `邮箱`, `电话`, `地址`, `一个词`, `文字`";

/// How a rule begins: the likeliest first; of several for one place the narrower stand before the wider.
pub const BEGINNINGS: &[Idiom] = &[
    // Rungs with numbers
    idiom(r"^当\b[^\n]*\n\s*(?P<w>1\s*[.、)）]\s*)", "则 ", "what is tried has no numbers", "write `{}` before it"),
    idiom(
        r"^当\b[^\n]*\n.*\n\s*(?P<w>[2-9]\s*[.、)）]\s*)",
        "再 ",
        "what is tried has no numbers",
        "write `{}` before it",
    ),
    idiom(
        r"^(?P<w>如果|若)\s*[\w.]+\s*(?:[<>＜＞]|大于|超过|小于|低于|是)",
        "当 首条消息 如果",
        "a rule begins with `当` and with what happens, and `{}` stands behind it",
        "write `{}`, or the name of an intent in the place of `首条消息`",
    ),
    idiom(
        r"(?P<w>(?:发送?|展示|显示|给看)\s*(?:一张)?\s*(?:图片?|照片)\s*[:：]?\s*([\w./-]+\.(?:jpe?g|png|webp|gif)))\b",
        "展示图片“$2”",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(r"^当\s*NAME\s*[,，:：]?\s+(?P<w>先)\s+", "则", "`{}` begins no rung", "what is tried stands behind `{}`"),
];

/// Times, events and steps: tried behind what is said otherwise of questions.
pub const IDIOMS: &[Idiom] = &[
    // Days, hours and what is waited for
    idiom(
        r"(?:休息|歇业)\s*(?P<w>(?:法定)?节假日)",
        " 2027-01-28 到 2027-02-03",
        "`{}` is no day of the calendar",
        "days on which you are closed are written as dates, each with its year",
    ),
    idiom(
        r"^当\s*(?P<w>每(?:天|日|周|月|年|个月)|天天)\s*在",
        " 顾客.生日 ",
        "nothing comes by itself `{}`",
        "a rule begins with something that happens, or with a day that a fact names, such as `{}`",
    ),
    idiom(
        r"^当\s*(?P<w>每(?:天|日|周.?|月|年|个月)|天天)\s*\d{1,2}[:：]\d\d",
        " 顾客.生日 在 ",
        "nothing comes by itself `{}`",
        "a rule begins with something that happens, or with a day that a fact names, such as `{} 10:00`",
    ),
    idiom(
        r"^当\s*(?:订单\s*STAGE|NAME)\s*(?P<w>(?:后|之后|过)\s*(\d+)\s*(天|小时|分钟|周))",
        " $2$3 后",
        "so much later stands before `后`",
        "write `{}`",
    ),
    idiom(
        r"^当\s*(?:订单\s*STAGE|NAME)\s+(?P<w>(?:没有|未有|如果没有)\s*(订单\s*STAGE|消息|NAME)\s+(\d+\s*(?:秒|分钟|小时|天))\s*内)",
        "$3 内 没有 $2",
        "how long is waited stands first",
        "write `{}`",
    ),
    idiom(
        r"^当\s*(?:订单\s*STAGE|NAME)\s+(?P<w>)(?:没有|未有)\s*(?:订单\s*STAGE|消息|NAME)\s*STEP",
        "30分钟 内 ",
        "nobody said how long is waited",
        "say it before `没有`: `30分钟内 没有 …`",
    ),
    idiom(
        r"^当\s*订单\s*(?P<w>(?:是|被|已经)\s*)STAGE",
        " ",
        "what becomes of an order is written without `{}`",
        "take it away",
    ),
    idiom(
        r"^当\s*订单\s*STAGE\s*(?P<w>在\s*\d{1,2}[:：]\d\d)",
        " ",
        "what becomes of an order comes when it comes, not at an hour",
        "a time stands only behind a day, as in `顾客.生日 在 10:00`; ask for the hour with `如果 现在 晚于 16:00`",
    ),
    // Events
    idiom(r"^事件(?P<w>)\s*[:：]", " 包裹丢失", "an event has a name", "write it before the colon, in one word"),
    idiom(
        r"^事件\s*NAME(?P<w>\s+(?:带|附|有|和)\s*)NAME\s+(?:文字|数字|金额|百分比|日期|时间|是否)",
        "：",
        "`{}` is written as a colon",
        "what an event brings stands behind a colon",
    ),
    idiom(
        r"^事件\s*NAME(?P<w>\s+(?:带|附|有|和)\s*(NAME))END",
        "：$2 文字",
        "what an event brings stands behind a colon, with what it is",
        "write `{}`",
    ),
    idiom(
        r"^事件\s*NAME\s*[:：](?:.*[,，、])?\s*(?P<w>(文字|数字|金额|百分比|日期|时间)\s+(NAME))",
        "$3 $2",
        "the name stands first, and then what it is",
        "write `{}`",
    ),
    idiom(
        r"^事件\s*NAME\s*[:：](?:.*[,，、])?\s*NAME\s+(?P<w>字符串?|字|文本框|话)",
        "文字",
        "`{}` is nothing that an event can bring",
        "write `{}`; a number is `数字`, a sum `金额`, a day `日期`",
    ),
    idiom(
        r"^事件\s*NAME\s*[:：](?:.*[,，、])?\s*NAME\s+(?P<w>价格|价钱|钱)",
        "金额",
        "`{}` is nothing that an event can bring",
        "write `{}`",
    ),
    idiom(
        r"^事件\s*NAME\s*[:：](?:.*[,，、])?\s*NAME(?P<w>)(?:\s*[,，、]|END)",
        " 文字",
        "nobody said what `{}` is",
        "say it behind its name: `文字`, `数字`, `金额`, `日期`, `是否`",
    ),
    // How often the shop writes first
    idiom(
        r"超过\s*(?P<w>每?(?:一?)(天|周|月|年|小时)\s*一\s*次)",
        " 每 $2 1 次",
        "`{}` is written with a number",
        "write `{}`",
    ),
    idiom(
        r"超过\s*(?P<w>每?(?:一?)(天|周|月|年|小时)\s*[两二]\s*次)",
        " 每 $2 2 次",
        "`{}` is written with a number",
        "write `{}`",
    ),
    idiom(
        r"超过\s*(?P<w>(?:一|每一)(天|周|月|年|小时)\s*(\d+)\s*次)",
        " 每 $2 $3 次",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"超过\s*(?P<w>(\d+)\s*次\s*(?:每|一)\s*(天|周|月|年|小时))",
        " 每 $3 $2 次",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(r"(?P<w>(?:回答|答复)?半(?:个)?小时)(?:之?内|后)", "30分钟", "`{}` is written in figures", "write `{}`"),
    idiom(
        r"TEXT\s*(?P<w>(?:/|\||或者?\s*说|也可以说?|还可以说?)\s*)TEXT",
        "或者",
        "`{}` is written otherwise",
        "several ways to say it are parted by `或者`; one of them is said",
    ),
    idiom(r"(?P<w>(?:启动|进入|运行|开始)\s*流程)\s*NAME", "开始 ", "`{}` is written otherwise", "write `{}`"),
    idiom(r"记住\s*NAME\s*(?P<w>=|＝|[:：]|等于)\s*", " 为 ", "`{}` is written otherwise", "write `{}`"),
    // Steps
    idiom(
        r"^当.*?(?:则|再|然后|就).*?(?P<w>\s*[,，]?\s*(?:或者|或)\s*)(?:说|送上|给出|答复|回复|问|询问|开始|展示|发送|转人工|转客服)",
        "，再 ",
        "what is tried next is written otherwise",
        "what is tried next stands behind `再`",
    ),
    idiom(
        r"说\s*TEXT(?P<w>\s*[、，,]\s*)TEXT",
        " 或者 ",
        "several ways to say it have no comma between them",
        "write `{}` between them; one of them is said",
    ),
    idiom(
        r"(?P<w>(?:展示|显示|发送|发|给看|看)\s*(?:一?张|个)?\s*(?:照片|图片|图像|图))\s*[:：]?\s*TEXT",
        " 展示图片 ",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"(?P<w>(?:展示|发送|发|给)\s*(?:一?个|一?条)?\s*(?:链接|网址|连接|网页))\s*[:：]?\s*TEXT",
        " 发送链接 ",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(r"退出流程(?P<w>\s+[\w「」]+)END", "", "`退出流程` stands alone", "it leaves the flow in which it stands"),
];

/// What nothing else knows.
pub const LAST: &[Idiom] = &[
    idiom(
        r"^店铺?.*?(?:休息|歇业)\s*(?P<w>[^\d\s，,][^\n，,]*)(?:\n|，|,|END)",
        " 2027-01-28",
        "`{}` is no day of the calendar",
        "days on which you are closed are written as dates, such as `{}`",
    ),
    idiom(r"期待(?P<w>)(?:\s*(?:再问|记入|每|关于)|END)", " 文字", "nobody said what is expected", ANSWERS),
    Idiom {
        without: r"期待\s*选自",
        ..idiom(
            r"期待\s*(?P<w>[\w、，,/-]+?)(?:\s*(?:再问|记入|每|关于)|END)",
            " 文字",
            "`{}` is nothing that can be expected",
            ANSWERS,
        )
    },
];
