//! Colours that are written on: read by weak eyes too, by light and in the dark.

/// How bright a colour of a style sheet is, as the Web Content Accessibility Guidelines count.
fn brightness(colour: &str) -> f64 {
    let colour = colour.trim_start_matches('#');
    let full: String =
        if colour.len() == 3 { colour.chars().flat_map(|half| [half, half]).collect() } else { colour.into() };
    let part = |at: usize| f64::from(u8::from_str_radix(&full[at..at + 2], 16).unwrap()) / 255.0;
    let linear = |part: f64| if part <= 0.03928 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) };
    0.2126 * linear(part(0)) + 0.7152 * linear(part(2)) + 0.0722 * linear(part(4))
}

fn contrast(one: &str, other: &str) -> f64 {
    let (one, other) = (brightness(one), brightness(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn what_is_written_stands_out_from_its_ground() {
    let sheets =
        [include_str!("../../../src/serve/http/widget.css"), include_str!("../../../src/serve/http/desk/desk.css")];
    for sheet in sheets {
        // By light, and in the dark.
        for ground in 0..2 {
            let of = |name: &str| {
                let all: Vec<&str> = sheet.split(&format!(" --{name}: ")).skip(1).collect();
                all[ground].split(';').next().unwrap().to_owned()
            };
            for (ink, paper) in
                [("own-ink", "own"), ("accent-ink", "accent"), ("ink", "paper"), ("ink", "shop"), ("soft", "paper")]
            {
                let contrast = contrast(&of(ink), &of(paper));
                assert!(contrast >= 4.5, "{ink} on {paper}: {contrast:.2}");
            }
        }
        assert!(!sheet.contains(".by { color: inherit; opacity"), "a name is as well read as what they wrote");
    }
}
