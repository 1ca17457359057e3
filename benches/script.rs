//! What an owner waits for when a script is read: parse, and parse with check, of 10 to 10,000 rules.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs)]

mod shop;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use patter::source::{Source, SourceId};
use shop::{Tongue, compiled, script};

fn read(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("read");
    group.sample_size(10);
    for size in [10, 100, 1_000, 10_000] {
        let text = script(size, Tongue::English);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_with_input(BenchmarkId::new("parse", size), &text, |bencher, text| {
            bencher.iter(|| patter::syntax::parse(&Source::new("main.patter", text.as_str()), SourceId::default()));
        });
        group.bench_with_input(BenchmarkId::new("parse and check", size), &text, |bencher, text| {
            bencher.iter(|| compiled(text.clone()));
        });
    }
    group.finish();
}

criterion_group!(benches, read);
criterion_main!(benches);
