//! The core without WebAssembly: `cargo bench`.
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a benchmark that measures nothing must stop"
)]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use edge_lookup::cloudfront::EventType;
use edge_lookup::{Api, Config, Decision, Event, Outcome, Request};

const FOUND: &str = r#"{"Item":{"JobId":{"S":"c123456789012-smb6o7"}}}"#;

const COMPLETE: &str = r#"{"Item":{"JobStatus":{"S":"COMPLETE"},"ProgressRate":{"N":"100"},
    "DurationMs":{"N":"596458"},"WidthPx":{"N":"1280"},"HeightPx":{"N":"720"},
    "OutputPath":{"S":"s3://example-output/big-buck-bunny/big-buck-bunny_720p.m3u8"},
    "Playlists":{"L":[{"S":"s3://example-output/big-buck-bunny/big-buck-bunny.m3u8"}]}}}"#;

fn routes(criterion: &mut Criterion) {
    let shipped = include_str!("../examples/mediaconvert/api.json");
    let api = Api::new(Config::parse(shipped).expect("api.json is right"));
    for (name, uri, query, response) in [
        ("job_id, found", "/api/media/job_id", "input_file=Big+Buck+Bunny.mp4", FOUND),
        ("status, COMPLETE", "/api/media/status", "job_id=c123456789012-smb6o7", COMPLETE),
    ] {
        let event = event(uri, query);
        criterion.bench_function(&format!("{name}: event and decide"), |bencher| {
            bencher.iter(|| match api.decide(&request(black_box(&event))) {
                Decision::GetItem(read) => read.body().len(),
                Decision::Respond(_) => 0,
            });
        });
        let decision_request = request(&event);
        let Decision::GetItem(read) = api.decide(&decision_request) else {
            panic!("{name} reads nothing")
        };
        criterion.bench_function(&format!("{name}: shape"), |bencher| {
            bencher.iter(|| {
                let outcome = Outcome::from_response(black_box(response.as_bytes()));
                api.shape(read.route, EventType::ViewerRequest.response_limit(), outcome)
                    .response
                    .body()
                    .map(str::len)
            });
        });
    }
    criterion.bench_function("api.json, checked", |bencher| {
        bencher.iter(|| Config::parse(black_box(shipped)).map(Api::new).is_ok());
    });
}

fn request(event: &str) -> Request {
    Event::parse(event).request.expect("a request")
}

/// AWS's example of a viewer-request event, with this request and an allowed origin.
fn event(uri: &str, query: &str) -> String {
    format!(
        r#"{{"Records":[{{"cf":{{"config":{{"distributionDomainName":"d111111abcdef8.cloudfront.net",
        "distributionId":"EDFDVBD6EXAMPLE","eventType":"viewer-request",
        "requestId":"4TyzHTaYWb1GX1qTfsHhEqV6HUDd_BzoBZnwfnvQc_1oF26ClkoUSEQ=="}},
        "request":{{"clientIp":"203.0.113.178","method":"GET","uri":"{uri}","querystring":"{query}",
        "headers":{{"host":[{{"key":"Host","value":"d111111abcdef8.cloudfront.net"}}],
        "user-agent":[{{"key":"User-Agent","value":"curl/7.66.0"}}],
        "origin":[{{"key":"Origin","value":"https://app.nightonly.com"}}]}}}}}}}}]}}"#
    )
}

criterion_group!(benches, routes);
criterion_main!(benches);
