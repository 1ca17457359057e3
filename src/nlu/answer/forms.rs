//! The forms in which a choice is said: "the mugs" for `mug`, "100 grams" for `100g`.

use rust_decimal::Decimal;

use super::super::boundary::may_cut;
use super::super::slots::number::{Point, numeral};
use super::super::slots::{past_space, word_at};

/// The shortest word that has a plural here: "nos" is none of "no".
const SHORTEST: usize = 3;

/// Words that are no plural of a number, though they look like it: "unos", "ones".
const NUMBERS: &[&str] = &["one", "uno", "una", "second"];

/// What a quantity is measured in, each with its other names, the longer before the shorter.
const UNITS: &[&[&str]] = &[
    &["kilogrammes", "kilogramos", "kilograms", "kilogramo", "kilogram", "kilos", "kilo", "kgs", "kg", "公斤", "千克"],
    &["grammes", "gramme", "gramos", "gramo", "grams", "gram", "grs", "gr", "g", "克"],
    &["millilitres", "milliliters", "mililitros", "millilitre", "milliliter", "mililitro", "ml", "毫升"],
    &["centilitres", "centiliters", "centilitros", "cl"],
    &["litres", "liters", "litros", "litre", "liter", "litro", "l", "公升", "升"],
    &["millimetres", "millimeters", "milimetros", "mm", "毫米"],
    &["centimetres", "centimeters", "centimetros", "centimetre", "centimeter", "centimetro", "cm", "厘米", "公分"],
    &["metres", "meters", "metros", "metre", "meter", "metro", "mts", "m", "米"],
    &["inches", "inch", "pulgadas", "pulgada", "英寸", "寸"],
    &["ounces", "ounce", "onzas", "onza", "oz", "盎司"],
    &["pounds", "pound", "libras", "libra", "lbs", "lb", "磅"],
];

/// How much a choice is, where its word is a number and a unit.
pub(super) fn quantity(word: &str) -> Option<Decimal> {
    read_quantity(word, 0).filter(|(.., end)| *end == word.len()).map(|(number, ..)| number)
}

/// The number, the unit and the end of a quantity.
fn read_quantity(text: &str, at: usize) -> Option<(Decimal, usize, usize)> {
    let number = numeral(text, at, Point::Decimal)?;
    let next = past_space(text, number.end);
    let named = |names: &&[&str]| {
        names.iter().find_map(|name| {
            let end = next + name.len();
            (text.get(next..)?.starts_with(name) && may_cut(text, end)).then_some(end)
        })
    };
    let (unit, end) = UNITS.iter().enumerate().find_map(|(unit, names)| Some((unit, named(names)?)))?;
    Some((number.value, unit, end))
}

/// The end of a quantity that is a choice's in another unit's name.
pub(super) fn quantity_at(text: &str, at: usize, word: &str) -> Option<usize> {
    let (asked, unit, whole) = read_quantity(word, 0)?;
    let (said, of, end) = read_quantity(text, at)?;
    (whole == word.len() && asked == said && unit == of).then_some(end)
}

/// The end of words that are those of a choice, but for their number.
pub(super) fn plural_at(text: &str, at: usize, word: &str) -> Option<usize> {
    let (mut end, mut differs) = (at, false);
    for (place, one) in word.split(' ').enumerate() {
        let start = if place == 0 { at } else { word_at(text, end, " ")? };
        let rest = text.get(start..)?;
        let length = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
        let said = rest.get(..length)?;
        if said != one && !is_plural(said, one) && !is_plural(one, said) {
            return None;
        }
        differs |= said != one;
        end = start + length;
    }
    (differs && may_cut(text, end)).then_some(end)
}

/// Whether the first is the plural of the second, in English or Spanish.
fn is_plural(many: &str, one: &str) -> bool {
    let is_word = |word: &str| word.len() >= SHORTEST && word.bytes().all(|letter| letter.is_ascii_lowercase());
    if !is_word(one) || !is_word(many) {
        return false;
    }
    let behind = many.strip_prefix(one).is_some_and(|end| matches!(end, "s" | "es"));
    let endings = [("y", "ies"), ("z", "ces"), ("f", "ves"), ("fe", "ves")];
    let changed = |(own, plural): &(&str, &str)| {
        one.strip_suffix(own).is_some_and(|stem| many.strip_suffix(plural) == Some(stem))
    };
    !NUMBERS.contains(&one) && (behind || endings.iter().any(changed))
}
