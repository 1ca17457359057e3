fn main() {}
mod cut;
