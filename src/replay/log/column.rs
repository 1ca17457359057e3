//! What a column of a log holds, by its name.

/// What a column of a log holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// Which conversation a row belongs to.
    Id,
    /// When it was written; a day and a time in two columns are read as one.
    At,
    /// Who wrote it.
    Who,
    /// What was written.
    Text,
    /// What the shop's systems knew by then.
    Facts,
    /// The photos that came with it.
    Photos,
    /// The files that came with it.
    Files,
}

impl Column {
    /// Those that every row has.
    pub const NEEDED: [Column; 4] = [Column::Id, Column::At, Column::Who, Column::Text];

    /// Its plain name.
    pub fn name(self) -> &'static str {
        match self {
            Column::Id => "id",
            Column::At => "at",
            Column::Who => "who",
            Column::Text => "text",
            Column::Facts => "facts",
            Column::Photos => "photos",
            Column::Files => "files",
        }
    }

    /// What a name stands for, in any of the three languages; spaces, hyphens and capitals make no difference.
    pub fn of(name: &str) -> Option<Column> {
        let name: String = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        let named = |names: &[&str]| names.contains(&name.as_str());
        match () {
            () if named(&ID) => Some(Column::Id),
            () if named(&AT) => Some(Column::At),
            () if named(&WHO) => Some(Column::Who),
            () if named(&TEXT) => Some(Column::Text),
            () if named(&FACTS) => Some(Column::Facts),
            () if named(&PHOTOS) => Some(Column::Photos),
            () if named(&FILES) => Some(Column::Files),
            () => None,
        }
    }
}

const ID: [&str; 24] = [
    "id",
    "conversation",
    "conversationid",
    "chat",
    "chatid",
    "session",
    "sessionid",
    "thread",
    "threadid",
    "dialogue",
    "会话",
    "会话id",
    "会话编号",
    "对话",
    "对话id",
    "对话编号",
    "编号",
    "conversación",
    "conversacion",
    "idconversación",
    "idconversacion",
    "sesión",
    "sesion",
    "charla",
];
const AT: [&str; 24] = [
    "at",
    "time",
    "date",
    "datetime",
    "timestamp",
    "sentat",
    "createdat",
    "created",
    "sent",
    "when",
    "day",
    "时间",
    "日期",
    "发送时间",
    "消息时间",
    "创建时间",
    "时刻",
    "hora",
    "fecha",
    "fechahora",
    "fechayhora",
    "momento",
    "enviado",
    "cuándo",
];
const WHO: [&str; 24] = [
    "who",
    "role",
    "sender",
    "sendertype",
    "from",
    "author",
    "speaker",
    "by",
    "谁",
    "角色",
    "发送者",
    "发送人",
    "发送方",
    "发言人",
    "说话人",
    "身份",
    "quién",
    "quien",
    "rol",
    "remitente",
    "autor",
    "autora",
    "emisor",
    "de",
];
const TEXT: [&str; 17] = [
    "text",
    "message",
    "content",
    "body",
    "msg",
    "words",
    "内容",
    "消息",
    "消息内容",
    "文本",
    "正文",
    "聊天内容",
    "texto",
    "mensaje",
    "contenido",
    "cuerpo",
    "palabras",
];
const FACTS: [&str; 6] = ["facts", "known", "事实", "datos", "hechos", "已知"];
const PHOTOS: [&str; 10] =
    ["photos", "photo", "pictures", "images", "照片", "图片", "fotos", "foto", "imágenes", "imagenes"];
const FILES: [&str; 7] = ["files", "file", "attachments", "文件", "附件", "archivos", "adjuntos"];

#[cfg(test)]
mod tests {
    use super::Column;

    #[test]
    fn every_column_knows_its_own_name() {
        for column in Column::NEEDED.into_iter().chain([Column::Facts, Column::Photos, Column::Files]) {
            assert_eq!(Column::of(column.name()), Some(column));
        }
        assert_eq!(Column::of("Sent-At"), Some(Column::At));
        assert_eq!(Column::of("cart.total"), None);
    }
}
