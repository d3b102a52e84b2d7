//! Front doors: for each a file that reads its events, writes its answers and knows its limits.

pub mod cloudfront;
