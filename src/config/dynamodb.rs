//! Where the tables are, in `api.json`.

use super::cursor::{Cursor, SeenNames};
use super::names;
use super::regions::REGIONS;
use super::settings::DynamoDb;
use super::vocabulary::did_you_mean;

/// The longest wait for DynamoDB that can be declared: under every version of CloudFront's rules, a
/// viewer-request function was stopped after 5,000 ms, and answering takes the rest.
const DEADLINE_LIMIT_MS: u32 = 4_500;
const DEFAULT_DEADLINE_MS: u32 = 3_000;
const DEFAULT_HEDGE_MS: u32 = 500;

pub(super) fn dynamodb(cursor: &Cursor) -> Option<DynamoDb> {
    let object = cursor.object(&["regions", "deadlineMs", "hedgeMs"])?;
    let regions = regions(&object.required("regions"));
    let deadline_ms =
        object.optional("deadlineMs", |cursor| cursor.integer(50..=DEADLINE_LIMIT_MS));
    let hedge_ms = object.optional("hedgeMs", |cursor| cursor.integer(1..=DEADLINE_LIMIT_MS));
    Some(DynamoDb {
        regions: regions?,
        deadline_ms: deadline_ms?.unwrap_or(DEFAULT_DEADLINE_MS),
        hedge_ms: hedge_ms?.unwrap_or(DEFAULT_HEDGE_MS),
    })
}

fn regions(cursor: &Cursor) -> Option<Vec<String>> {
    if let Some(region) = cursor.text() {
        return cursor.report(format_args!("expected an array of AWS Regions: write [{region:?}]"));
    }
    let seen = SeenNames::default();
    let regions = cursor.each("AWS Regions", |cursor| {
        let Some(region) = cursor.text().filter(|text| names::is_region(text)) else {
            let meant = cursor.text().map(|text| did_you_mean(text, REGIONS)).unwrap_or_default();
            return cursor.expected_with("an AWS Region, such as ap-northeast-1", &meant);
        };
        if !REGIONS.contains(&region) {
            let meant = did_you_mean(region, REGIONS);
            cursor.warn(format_args!("{region:?} is not a Region that this version knows{meant}"));
        }
        cursor.unique(region, "a Region that is not in the list yet", &seen)
    })?;
    if regions.is_empty() {
        return cursor.expected("at least one AWS Region");
    }
    Some(regions)
}
