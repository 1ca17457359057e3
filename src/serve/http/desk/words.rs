//! What the desk says, in the three languages it speaks.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::syntax::ast::Keywords;

use crate::transcript::fill;

/// Declares the table: a name, and English, Chinese, Spanish.
macro_rules! words {
    ($($name:ident: $english:literal, $chinese:literal, $spanish:literal;)*) => {
        /// Everything the desk says in one language.
        pub struct Words {
            /// The language.
            pub language: Keywords,
            $(pub $name: &'static str,)*
        }

        const ENGLISH: Words = Words { language: Keywords::English, $($name: $english,)* };
        const CHINESE: Words = Words { language: Keywords::Chinese, $($name: $chinese,)* };
        const SPANISH: Words = Words { language: Keywords::Spanish, $($name: $spanish,)* };
    };
}

words! {
    desk: "Desk", "客服台", "Mesa";
    login: "Log in", "登录", "Entrar";
    logout: "Log out", "退出", "Salir";
    name: "Name", "姓名", "Nombre";
    password: "Password", "密码", "Contraseña";
    wrong: "The name and the password do not fit.", "姓名和密码不符。", "El nombre y la contraseña no concuerdan.";
    too_often: "That was tried too often. Wait a minute, then try again.", "尝试次数太多。请等一分钟再试。", "Se intentó demasiadas veces. Espere un minuto.";
    busy: "Many are logging in at this moment. Try again.", "现在登录的人太多，请再试一次。", "Hay muchos entrando ahora. Inténtelo otra vez.";
    logged_out: "You are no longer logged in. Log in again.", "您已退出登录，请重新登录。", "Su sesión terminó. Entre otra vez.";
    words_kept: "What you wrote is not sent yet, and waits for you after the login.", "您写的内容还没有发出，登录后还在。", "Lo que escribió no se envió todavía: lo tendrá al entrar.";
    skip: "To the content", "跳到内容", "Al contenido";
    conversations: "Conversations", "对话", "Conversaciones";
    waiting: "Waiting", "等待中", "Esperan";
    with_staff: "With staff", "人工接待", "Con el personal";
    all: "All", "全部", "Todas";
    tasks: "Tasks", "待办", "Tareas";
    seek: "Name or order", "姓名或订单号", "Nombre o pedido";
    find: "Search", "搜索", "Buscar";
    found: "Found for “{0}”", "“{0}”的搜索结果", "Encontrado con «{0}»";
    show_all: "Show all again", "显示全部", "Ver todas otra vez";
    nobody_waits: "Nobody waits for an answer.", "没有人在等回复。", "Nadie espera respuesta.";
    nobody_with_staff: "No conversation is with staff.", "没有人工接待的对话。", "El personal no atiende ninguna.";
    nothing_yet: "Nobody has written yet.", "还没有人来信。", "Nadie ha escrito todavía.";
    nothing_found: "Nothing is found.", "没有找到。", "No se encontró nada.";
    no_tasks: "Nothing is left to do.", "没有待办的事。", "No queda nada por hacer.";
    none_done: "Nothing was done yet.", "还没有做完的事。", "Todavía no se hizo nada.";
    open_tasks: "Open", "未完成", "Pendientes";
    done_tasks: "Done", "已完成", "Hechas";
    earlier_page: "Previous page", "上一页", "Página anterior";
    later_page: "Next page", "下一页", "Página siguiente";
    guest: "Guest {0}", "访客 {0}", "Visita {0}";
    waits: "waits {0}", "已等{0}", "espera {0}";
    waits_since: "The customer has been waiting for {0}.", "顾客已经等了{0}。", "El cliente lleva {0} esperando.";
    muted_mark: "muted", "已静音", "en silencio";
    promised: "promised", "已承诺", "prometido";
    open_count: "{0} to do", "{0} 件待办", "{0} por hacer";
    customer: "Customer", "顾客", "Cliente";
    shop: "Script", "脚本", "Guion";
    staff: "Staff", "人工", "Personal";
    why: "Why", "为什么", "Por qué";
    older_script: "Another script ran at that time; its reasons cannot be told any more.", "当时用的是另一份脚本，现在说不出它的理由了。", "Entonces regía otro guion; ya no se pueden contar sus razones.";
    show_earlier: "Show what was before", "显示更早的内容", "Ver lo anterior";
    let_go: "What was before is no longer kept.", "更早的内容已经不再保存。", "Lo anterior ya no se guarda.";
    state_script: "The script answers here.", "脚本正在回答。", "Aquí responde el guion.";
    state_staff: "Staff have this conversation; the script is silent.", "人工正在接待，脚本不说话。", "Atiende el personal; el guion calla.";
    state_muted: "The script is muted in this conversation.", "这段对话里脚本已静音。", "El guion está en silencio en esta conversación.";
    take_over: "Take over", "接手", "Tomar";
    give_back: "Give back to the script", "交还脚本", "Devolver al guion";
    resolve: "Resolved", "已解决", "Asunto resuelto";
    dismiss: "Needs no answer", "不用回复", "No hace falta responder";
    mute: "Mute the script here", "在此静音脚本", "Silenciar aquí el guion";
    unmute: "Let the script speak here", "让脚本在此说话", "Que hable aquí el guion";
    mute_all: "Mute everywhere", "全店静音", "Silenciar todo";
    mute_all_sure: "The script then says nothing in any conversation. Messages are still taken in, and wait for you here.", "之后脚本在所有对话里都不说话。消息照收，在这里等您处理。", "El guion no dirá nada en ninguna conversación. Los mensajes se reciben y esperan aquí.";
    mute_all_yes: "Mute the script in the whole shop", "让全店脚本静音", "Silenciar el guion en toda la tienda";
    muted_all: "The script is muted in the whole shop, by {0} since {1}.", "{0} 已于 {1} 把全店脚本静音。", "{0} silenció el guion en toda la tienda ({1}).";
    unmute_all: "Let it speak again", "恢复说话", "Que vuelva a hablar";
    answer: "Answer by hand", "人工回复", "Responder a mano";
    answer_hint: "The first answer takes the conversation over from the script.", "发出第一条回复，就从脚本那里接手这段对话。", "La primera respuesta toma la conversación del guion.";
    send: "Send", "发送", "Enviar";
    withheld: "Not sent, because of: {0}. Change the words and send them again.", "没有发出，因为：{0}。请改一改再发。", "No se envió, por: {0}. Cambie el texto y envíelo otra vez.";
    forbidden: "Not sent, because of: {0}.", "没有发出，因为：{0}。", "No se envió, por: {0}.";
    unsent: "This was not sent yet. Read it once more, then send it.", "这段话还没有发出。请再看一遍，然后发送。", "Esto no se envió todavía. Léalo otra vez y envíelo.";
    discard: "Throw it away", "不要了", "Descartarlo";
    empty_answer: "Write something first.", "请先写点内容。", "Escriba algo primero.";
    too_long: "That is longer than {0} characters.", "超过 {0} 个字了。", "Pasa de {0} caracteres.";
    sent: "Sent.", "已发出。", "Enviado.";
    promises: "Promised", "已承诺", "Prometido";
    no_promises: "Nothing is promised.", "没有承诺。", "No hay nada prometido.";
    next_order: "with the next order", "下一单兑现", "con el próximo pedido";
    carried_over: "promised with the order before", "上一单时承诺", "prometido con el pedido anterior";
    costs: "costs {0}", "成本 {0}", "cuesta {0}";
    left: "{0} left above the bottom line", "离底线还有 {0}", "quedan {0} sobre el mínimo";
    packing: "Packing lists", "装箱单", "Listas de empaque";
    order_of: "Order of {0}", "{0} 的订单", "Pedido del {0}";
    order_number: "Order {0}, {1}", "订单 {0}，{1}", "Pedido {0}, {1}";
    known: "What is known", "已知信息", "Lo que se sabe";
    known_customer: "Customer", "顾客", "Cliente";
    known_order: "Order", "订单", "Pedido";
    known_talk: "This conversation", "这次对话", "Esta conversación";
    nothing_known: "Nothing yet.", "还没有。", "Nada todavía.";
    kinds: "Marked as", "标记为", "Marcado como";
    known_as: "Known as", "识别名", "Conocido como";
    as_guest: "As a guest", "登录前", "Como visita";
    signed_in: "The customer signed in later, and reads answers in another conversation:", "顾客后来登录了，回复要发到另一段对话：", "El cliente entró después con su cuenta y lee las respuestas en otra conversación:";
    yes: "yes", "是", "sí";
    no: "no", "否", "no";
    done: "Done", "完成", "Hecha";
    reopen: "Open again", "重新打开", "Reabrir";
    done_by: "done by {0}, {1}", "{0} 完成，{1}", "hecha por {0}, {1}";
    photo: "Photo", "照片", "Foto";
    photos: "{0} photos", "{0} 张照片", "{0} fotos";
    file: "File", "文件", "Archivo";
    photo_or_file: "A picture or a file", "图片或文件", "Una foto o un archivo";
    choices: "Choices", "选项", "Opciones";
    asks_system: "asked: {0}", "询问了：{0}", "preguntado: {0}";
    timer: "A time ran out", "定时到了", "Venció un plazo";
    left_window: "The customer closed the window", "顾客关闭了窗口", "El cliente cerró la ventana";
    facts_came: "The shop's system told something", "店里的系统传来了信息", "El sistema de la tienda informó";
    cart_changed: "The cart changed", "购物车变了", "Cambió el carrito";
    order_placed: "The order was placed", "顾客下单了", "Se hizo el pedido";
    order_paid: "The order was paid", "订单已付款", "Se pagó el pedido";
    order_shipped: "The order was shipped", "订单已发货", "Se envió el pedido";
    order_delayed: "The order is delayed", "订单延误了", "El pedido se retrasa";
    order_delivered: "The order arrived", "订单已签收", "Llegó el pedido";
    order_reviewed: "The order was reviewed", "订单有了评价", "Se reseñó el pedido";
    order_returned: "The order was sent back", "订单退货了", "Se devolvió el pedido";
    order_cancelled: "The order was cancelled", "订单取消了", "Se canceló el pedido";
    offer_accepted: "An offer was accepted on the page", "顾客在页面上接受了优惠", "Se aceptó una oferta en la página";
    offer_declined: "An offer was declined on the page", "顾客在页面上拒绝了优惠", "Se rechazó una oferta en la página";
    event: "{0} happened", "发生了「{0}」", "Ocurrió {0}";
    staff_joined: "{0} took over", "{0} 接手了", "{0} tomó la conversación";
    staff_left: "{0} gave it back to the script", "{0} 交还给了脚本", "{0} la devolvió al guion";
    staff_resolved: "{0} resolved it", "{0} 标为已解决", "{0} la dio por resuelta";
    needs_no_answer: "{0}: needs no answer", "{0}：不用回复", "{0}: no hace falta responder";
    muted: "{0} muted the script here", "{0} 在此静音了脚本", "{0} silenció aquí el guion";
    unmuted: "{0} let the script speak again", "{0} 让脚本恢复说话", "{0} dejó hablar al guion";
    system_answered: "A system of the shop's answered", "店里的系统回答了", "Respondió un sistema de la tienda";
    system_failed: "A system of the shop's could not answer", "店里的系统没能回答", "Un sistema de la tienda no pudo responder";
    somebody: "Staff", "客服", "El personal";
    no_such: "This conversation is not known.", "没有这段对话。", "No se conoce esa conversación.";
    no_photo: "This photo is not kept.", "这张照片没有保存。", "Esa foto no se guarda.";
    no_task: "This task is not known.", "没有这项待办。", "No se conoce esa tarea.";
    no_page: "The desk has no such page.", "客服台没有这个页面。", "La mesa no tiene esa página.";
    only_forms: "This address takes only what a form of the desk sends.", "这个地址只接收客服台表单发来的内容。", "Esta dirección solo recibe lo que envía un formulario de la mesa.";
    otherwise: "The desk's own pages ask in another way.", "客服台自己的页面不是这样问的。", "Las páginas de la mesa preguntan de otro modo.";
    foreign: "A form of the desk counts only from the desk's own pages. A proxy that stands before the server must pass on `Host`.", "客服台的表单只能从客服台自己的页面发出。服务器前面的代理必须转发 `Host`。", "Un formulario de la mesa solo vale desde sus propias páginas. Un proxy delante del servidor debe pasar `Host`.";
    insecure: "Passwords do not go over a network in the clear. Reach the desk by https, through a proxy that speaks TLS, and set `behind-proxy`; or open it on the machine itself.", "密码不能在网络上明文传送。请通过支持 TLS 的代理用 https 打开客服台，并设置 `behind-proxy`；或者在服务器本机上打开。", "Las contraseñas no van por la red sin cifrar. Abra la mesa por https, con un proxy que hable TLS y `behind-proxy`; o en la propia máquina.";
    offline: "Not connected to the server: nothing new is shown, and nothing is sent.", "与服务器断开了：不会显示新内容，也发不出去。", "Sin conexión con el servidor: no se ve nada nuevo ni se envía nada.";
    too_much: "That is more than the desk takes at once.", "一次发来的内容太多了。", "Es más de lo que la mesa recibe de una vez.";
    too_slow: "It took too long to come. Send it again.", "传得太慢了，请再发一次。", "Tardó demasiado en llegar. Envíelo otra vez.";
    too_fast: "Too much was asked from your address. Wait a minute, then try again.", "您这个地址的请求太多。请等一分钟再试。", "Se preguntó demasiado desde su dirección. Espere un minuto.";
    not_now: "The server cannot do that at this moment, and nothing was done. Try again.", "服务器现在做不到，什么也没有做。请再试一次。", "El servidor no puede ahora, y no se hizo nada. Inténtelo otra vez.";
    no_desk: "This server has no desk, since nobody is named under `[staff]` in its settings; `patter staff NAME` asks for a password and prints the line to put there.", "这台服务器没有客服台，因为设置里的 `[staff]` 下面没有人；`patter staff NAME` 会询问密码，并给出要写进去的那一行。", "Este servidor no tiene mesa, pues no hay nadie bajo `[staff]` en sus ajustes; `patter staff NAME` pide una contraseña y da la línea que va ahí.";
    outdated: "Something came since this page was shown, so that was not done. Read it, then decide again.", "这个页面显示之后又来了新内容，所以刚才的操作没有做。请看过再决定。", "Llegó algo después de mostrarse esta página, así que eso no se hizo. Léalo y decida otra vez.";
    back: "Back to the list", "返回列表", "Volver a la lista";
    refused: "That did not work", "没有成功", "No pudo ser";
    expired: "This page is older than your login. Load it again, then repeat what you did.", "这个页面比您的登录还旧。请重新加载再操作。", "Esta página es anterior a su entrada. Recárguela y repita.";
    web: "web chat", "网页聊天", "chat web";
    moment: "a moment", "片刻", "un momento";
    minutes: "{0} min", "{0} 分钟", "{0} min";
    hours: "{0} h", "{0} 小时", "{0} h";
    days: "{0} d", "{0} 天", "{0} d";
    months: "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec", "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月",
        "ene feb mar abr may jun jul ago sep oct nov dic";
    day: "{0} {1}, {2}", "{1}{0}日 {2}", "{0} {1}, {2}";
}

impl Words {
    /// The language a browser likes best among those the desk speaks.
    pub fn liked(accept_language: &str) -> &'static Words {
        let mut best: (f32, &'static Words) = (0.0, &ENGLISH);
        for part in accept_language.split(',').take(16) {
            let mut pieces = part.split(';').map(str::trim);
            let words = match pieces.next().unwrap_or("").to_lowercase().split('-').next() {
                Some("en") => &ENGLISH,
                Some("zh") => &CHINESE,
                Some("es") => &SPANISH,
                _ => continue,
            };
            let weight = pieces.find_map(|piece| piece.strip_prefix("q=")).map_or(Ok(1.0), str::parse);
            match weight {
                Ok(weight) if weight > best.0 => best = (weight, words),
                _ => {}
            }
        }
        best.1
    }

    /// Why something was refused, by the refusal's stable name; what has a name of its own is told by whoever refuses it.
    pub fn refusal(&self, code: &str) -> Option<&'static str> {
        Some(match code {
            "unsigned" => self.logged_out,
            "nowhere" => self.no_page,
            "method" => self.only_forms,
            "malformed" => self.otherwise,
            "insecure" => self.insecure,
            "origin" => self.foreign,
            "too-large" => self.too_much,
            "too-slow" => self.too_slow,
            "too-fast" => self.too_fast,
            "full" | "closing" | "not-kept" | "fault" => self.not_now,
            "no-desk" => self.no_desk,
            _ => return None,
        })
    }

    /// The language's tag.
    pub fn tag(&self) -> &'static str {
        self.language.tag()
    }

    /// How long something has lasted.
    pub fn length(&self, length: SignedDuration) -> String {
        let minutes = length.as_mins().max(0);
        match minutes {
            0 => self.moment.to_owned(),
            1..=119 => fill(self.minutes, &[&minutes.to_string()]),
            120..=2_879 => fill(self.hours, &[&(minutes / 60).to_string()]),
            _ => fill(self.days, &[&(minutes / 1_440).to_string()]),
        }
    }

    /// When something was: the hour today, with the day before that.
    pub fn when(&self, at: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
        let (at, now) = (at.to_zoned(zone.clone()), now.to_zoned(zone.clone()));
        let hour = at.strftime("%H:%M").to_string();
        if at.date() == now.date() {
            return hour;
        }
        let month = usize::try_from(at.month() - 1).ok().and_then(|month| self.months.split(' ').nth(month));
        fill(self.day, &[&at.day().to_string(), month.unwrap_or_default(), &hour])
    }
}
