//! Time zones by what people call them: a city, a country, a region's letters, hours from Greenwich.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What people name, in small letters without accents, and its time zone.
const CALLED: &[(&[&str], &str)] = &[
    (
        &[
            "beijing",
            "peking",
            "北京",
            "北京时间",
            "中国",
            "china",
            "中国标准时间",
            "上海",
            "shanghai",
            "深圳",
            "shenzhen",
            "广州",
            "guangzhou",
            "杭州",
            "hangzhou",
            "义乌",
            "yiwu",
            "成都",
            "chengdu",
            "重庆",
            "chongqing",
            "武汉",
            "西安",
            "南京",
            "天津",
            "苏州",
            "厦门",
            "东八区",
            "亚洲/上海",
            "亚洲/北京",
            "asia/beijing",
            "pekin",
            "shanghái",
            "cst china",
        ],
        "Asia/Shanghai",
    ),
    (&["香港", "hong kong", "hongkong", "asia/hongkong"], "Asia/Hong_Kong"),
    (&["台北", "taipei", "台湾", "taiwan"], "Asia/Taipei"),
    (&["澳门", "macau", "macao"], "Asia/Macau"),
    (&["东京", "tokyo", "tokio", "日本", "japan", "japon", "jst"], "Asia/Tokyo"),
    (&["首尔", "seoul", "seul", "韩国", "korea"], "Asia/Seoul"),
    (&["新加坡", "singapore", "singapur"], "Asia/Singapore"),
    (&["曼谷", "bangkok", "thailand", "泰国"], "Asia/Bangkok"),
    (&["迪拜", "dubai"], "Asia/Dubai"),
    (&["delhi", "new delhi", "mumbai", "india", "ist", "印度"], "Asia/Kolkata"),
    (&["悉尼", "sydney", "sidney"], "Australia/Sydney"),
    (&["伦敦", "london", "londres", "uk", "england", "great britain", "英国", "bst"], "Europe/London"),
    (&["巴黎", "paris", "france", "francia", "法国"], "Europe/Paris"),
    (&["柏林", "berlin", "germany", "alemania", "德国", "munich", "frankfurt", "hamburg"], "Europe/Berlin"),
    (&["罗马", "rome", "roma", "italy", "italia", "milan"], "Europe/Rome"),
    (&["amsterdam", "netherlands"], "Europe/Amsterdam"),
    (&["lisbon", "lisboa", "portugal"], "Europe/Lisbon"),
    (&["莫斯科", "moscow", "moscu", "russia", "俄罗斯"], "Europe/Moscow"),
    (
        &[
            "马德里",
            "madrid",
            "spain",
            "espana",
            "西班牙",
            "barcelona",
            "valencia",
            "sevilla",
            "seville",
            "bilbao",
            "zaragoza",
            "malaga",
            "peninsula",
            "hora peninsular",
            "america/madrid",
            "cet",
            "cest",
        ],
        "Europe/Madrid",
    ),
    (&["canarias", "canary islands", "islas canarias", "tenerife", "las palmas", "gran canaria"], "Atlantic/Canary"),
    (
        &[
            "纽约",
            "new york",
            "newyork",
            "nyc",
            "new york city",
            "nueva york",
            "eastern",
            "eastern time",
            "et",
            "edt",
            "est",
            "boston",
            "washington",
            "miami",
            "philadelphia",
            "atlanta",
            "美国",
            "usa",
            "us eastern",
            "america/newyork",
            "hora del este",
        ],
        "America/New_York",
    ),
    (&["芝加哥", "chicago", "central", "central time", "ct", "cdt", "dallas", "houston", "austin"], "America/Chicago"),
    (&["denver", "mountain", "mountain time", "mt", "mdt"], "America/Denver"),
    (&["phoenix", "arizona"], "America/Phoenix"),
    (
        &[
            "洛杉矶",
            "los angeles",
            "losangeles",
            "la",
            "pacific",
            "pacific time",
            "pt",
            "pst",
            "pdt",
            "san francisco",
            "seattle",
            "san diego",
            "california",
            "las vegas",
            "旧金山",
            "西雅图",
            "america/losangeles",
        ],
        "America/Los_Angeles",
    ),
    (&["toronto", "多伦多", "canada", "montreal", "ottawa"], "America/Toronto"),
    (&["vancouver", "温哥华"], "America/Vancouver"),
    (
        &[
            "mexico",
            "mexico city",
            "ciudad de mexico",
            "cdmx",
            "df",
            "mexico df",
            "mexico d.f",
            "墨西哥",
            "墨西哥城",
            "guadalajara",
            "puebla",
            "america/mexico",
        ],
        "America/Mexico_City",
    ),
    (&["monterrey"], "America/Monterrey"),
    (&["tijuana"], "America/Tijuana"),
    (&["cancun"], "America/Cancun"),
    (&["bogota", "colombia", "medellin", "cali"], "America/Bogota"),
    (&["lima", "peru"], "America/Lima"),
    (&["quito", "ecuador", "guayaquil"], "America/Guayaquil"),
    (&["caracas", "venezuela"], "America/Caracas"),
    (&["la paz", "bolivia"], "America/La_Paz"),
    (&["santiago", "santiago de chile", "chile"], "America/Santiago"),
    (&["buenos aires", "buenosaires", "argentina", "cordoba", "rosario"], "America/Argentina/Buenos_Aires"),
    (&["montevideo", "uruguay"], "America/Montevideo"),
    (&["asuncion", "paraguay"], "America/Asuncion"),
    (&["panama", "panama city", "ciudad de panama"], "America/Panama"),
    (&["san jose", "costa rica"], "America/Costa_Rica"),
    (&["guatemala", "ciudad de guatemala"], "America/Guatemala"),
    (&["san salvador", "el salvador"], "America/El_Salvador"),
    (&["tegucigalpa", "honduras"], "America/Tegucigalpa"),
    (&["managua", "nicaragua"], "America/Managua"),
    (&["santo domingo", "republica dominicana"], "America/Santo_Domingo"),
    (&["la habana", "havana", "cuba"], "America/Havana"),
    (&["san juan", "puerto rico"], "America/Puerto_Rico"),
    (&["sao paulo", "brazil", "brasil", "rio de janeiro", "圣保罗", "巴西"], "America/Sao_Paulo"),
];

/// What stands around the name of a place and says nothing more.
const AROUND: [&str; 8] = [" time", " timezone", " time zone", "时间", "时区", "市", "hora de ", "horario de "];

/// The time zone that is meant by what a place, its hours or its letters are called.
pub fn time_zone_called(written: &str) -> Option<String> {
    let plain = folded(written);
    let mut name = plain.as_str();
    if let Some(zone) = called(name) {
        return Some(zone.to_owned());
    }
    for word in AROUND {
        name = name.strip_suffix(word).unwrap_or(name);
        name = name.strip_prefix(word).unwrap_or(name);
    }
    called(name).map(str::to_owned).or_else(|| by_hours(name))
}

fn called(name: &str) -> Option<&'static str> {
    CALLED.iter().find(|(names, _)| names.contains(&name)).map(|(_, zone)| *zone)
}

/// `GMT+8`, `UTC -05:00`: eight hours ahead is China; for the others a zone is named by its hours alone.
fn by_hours(name: &str) -> Option<String> {
    let hours = name.strip_prefix("utc").or_else(|| name.strip_prefix("gmt"))?.trim();
    let (sign, hours) = match hours.split_at_checked(1)? {
        ("+", hours) => ('-', hours),
        ("-", hours) => ('+', hours),
        _ => return None,
    };
    let hours = hours.trim().trim_end_matches(":00").trim_end_matches("：00");
    let hours: u32 = hours.parse().ok().filter(|hours| (1..=12).contains(hours))?;
    // In the names of these zones the sign stands the other way round.
    Some(if (sign, hours) == ('-', 8) { "Asia/Shanghai".to_owned() } else { format!("Etc/GMT{sign}{hours}") })
}

/// Small letters without accents, parts joined by one blank.
fn folded(written: &str) -> String {
    let letters: String = written.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
    letters
        .replace(['_', '-'], if letters.starts_with("utc") || letters.starts_with("gmt") { "-" } else { " " })
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::time_zone_called;

    #[test]
    fn places_have_their_zones() {
        for (written, zone) in [
            ("北京", "Asia/Shanghai"),
            ("Beijing time", "Asia/Shanghai"),
            ("New York", "America/New_York"),
            ("México", "America/Mexico_City"),
            ("Ciudad de México", "America/Mexico_City"),
            ("España", "Europe/Madrid"),
            ("Buenos-Aires", "America/Argentina/Buenos_Aires"),
            ("GMT+8", "Asia/Shanghai"),
            ("UTC-05:00", "Etc/GMT+5"),
        ] {
            assert_eq!(time_zone_called(written).as_deref(), Some(zone), "{written}");
        }
        assert_eq!(time_zone_called("Atlantis"), None);
    }
}
