//! The trade-off curve: what is given against how many buy.

use plotters::prelude::*;

use crate::cli::stop::Stop;
use crate::simulate::Interval;

/// Width and height in pixels; the page stretches it.
const SIZE: (u32, u32) = (800, 440);
/// The colours stand for themselves: the page's style puts its own, light or dark, in their place.
const LINE: RGBColor = RGBColor(1, 1, 1);
const RANGE: RGBColor = RGBColor(2, 2, 2);
const SOFT: RGBColor = RGBColor(3, 3, 3);
const FONT: &str = "system-ui, sans-serif";

/// One figure that was tried.
pub struct Point {
    /// What it is called: `5%`.
    pub label: String,
    /// What was given for each paid order.
    pub given: f64,
    /// Paid orders of all conversations.
    pub closing: Interval,
}

/// The curve as an SVG, its axes described in these words.
pub fn curve(points: &[Point], given: &str, closing: &str) -> Result<String, Stop> {
    let mut svg = String::new();
    draw(points, given, closing, &mut svg)
        .map_err(|error| Stop::from(std::io::Error::other(format!("the curve cannot be drawn: {error}"))))?;
    Ok(svg)
}

fn draw(
    points: &[Point],
    given: &str,
    closing: &str,
    svg: &mut String,
) -> Result<(), DrawingAreaErrorKind<std::io::Error>> {
    let area = SVGBackend::with_string(svg, SIZE).into_drawing_area();
    let (left, right) = ends(points.iter().map(|point| point.given));
    let (bottom, top) = ends(points.iter().flat_map(|point| [point.closing.low, point.closing.high]));
    let mut chart = ChartBuilder::on(&area)
        .margin(16)
        .x_label_area_size(52)
        .y_label_area_size(72)
        .build_cartesian_2d(left.max(0.0)..right, bottom.max(0.0) * 100.0..top.min(1.0) * 100.0)?;
    let text = |size: u32| (FONT, size).into_font().color(&SOFT);
    chart
        .configure_mesh()
        .x_desc(given)
        .y_desc(closing)
        .axis_style(SOFT)
        .bold_line_style(SOFT.mix(0.15))
        .light_line_style(TRANSPARENT)
        .x_label_formatter(&|figure| format!("{figure:.2}"))
        .y_label_formatter(&|figure| format!("{figure:.0} %"))
        .label_style(text(15))
        .axis_desc_style(text(16))
        .draw()?;
    let at = |point: &Point| (point.given, point.closing.rate * 100.0);
    for point in points {
        let (given, closing) = (point.given, point.closing);
        let range = [(given, closing.low * 100.0), (given, closing.high * 100.0)];
        chart.draw_series(std::iter::once(PathElement::new(range, RANGE.mix(0.5).stroke_width(2))))?;
    }
    chart.draw_series(LineSeries::new(points.iter().map(at), LINE.stroke_width(3)))?;
    for point in points {
        let label = Text::new(point.label.clone(), (10, 4), (FONT, 15).into_font().color(&RANGE));
        let dot = Circle::new((0, 0), 5, LINE.filled());
        chart.draw_series(std::iter::once(EmptyElement::at(at(point)) + dot + label))?;
    }
    drop(chart);
    area.present()
}

/// The ends of an axis with some room beside its figures.
fn ends(figures: impl Iterator<Item = f64> + Clone) -> (f64, f64) {
    let low = figures.clone().fold(f64::INFINITY, f64::min);
    let high = figures.fold(f64::NEG_INFINITY, f64::max);
    let room = ((high - low) * 0.08).max(0.005);
    (low - room, high + room)
}
