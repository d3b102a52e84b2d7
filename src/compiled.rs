//! The compiled form of `api.json`: what was checked and compiled once, to be loaded at each start.
//!
//! A line of text names the form and its version. Then come the values in the format of
//! [postcard](https://postcard.jamesmunns.com/wire-format), and their checksum, a CRC-32. It is no signature:
//! whoever can write the bytes is trusted, as with `api.json`.

use serde::de::DeserializeOwned;

use crate::config::Config;
use crate::validator::Validator;

/// Raised with every change of the form.
const VERSION: u8 = 2;

const API: &str = "edge-lookup api ";
const CLIENT: &str = "edge-lookup client ";

/// Why bytes are not a compiled `api.json` that can be loaded.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum LoadError {
    /// The first line is not this form's.
    #[error(
        "not a compiled api.json for this use: edge-lookup package makes one for the edge, build for pages"
    )]
    Foreign,
    /// Made by another version of edge-lookup.
    #[error("compiled by another version of edge-lookup: compile api.json again with this one")]
    Version,
    /// Not what was compiled.
    #[error("the compiled api.json is damaged: compile it again")]
    Damaged,
}

impl Config {
    /// The compiled form, for the edge.
    #[cfg(feature = "compiler")]
    #[must_use]
    pub fn compiled(&self) -> Vec<u8> {
        write(API, self)
    }

    /// Loads the compiled form.
    ///
    /// # Errors
    /// Why it cannot be loaded.
    ///
    /// ```
    /// use edge_lookup::{Config, LoadError};
    ///
    /// let config = Config::parse(include_str!("../examples/mediaconvert/api.json")).unwrap();
    /// let mut compiled = config.compiled();
    /// assert_eq!(Config::load(&compiled).unwrap().routes().len(), 2);
    ///
    /// *compiled.last_mut().unwrap() ^= 1;
    /// assert_eq!(Config::load(&compiled).unwrap_err(), LoadError::Damaged);
    /// ```
    pub fn load(compiled: &[u8]) -> Result<Self, LoadError> {
        read(API, compiled)
    }

    /// The compiled form of what a client may know, for pages: it names no table, attribute or Region.
    #[cfg(feature = "compiler")]
    #[must_use]
    pub fn compiled_client(&self) -> Vec<u8> {
        write(CLIENT, &Validator::of(self))
    }
}

impl Validator {
    /// Loads the compiled form, which `Config::compiled_client` makes.
    ///
    /// # Errors
    /// Why it cannot be loaded.
    pub fn load(compiled: &[u8]) -> Result<Self, LoadError> {
        read(CLIENT, compiled)
    }
}

#[cfg(feature = "compiler")]
fn write(kind: &str, value: &impl serde::Serialize) -> Vec<u8> {
    let mut bytes = format!("{kind}{VERSION}\n").into_bytes();
    // It fails only for a sequence of unknown length, and no value has one.
    bytes.extend(postcard::to_allocvec(value).unwrap_or_default());
    let checksum = crc_32(&bytes);
    bytes.extend(checksum.to_le_bytes());
    bytes
}

/// Makes its table when it runs, in microseconds: packaged, the table would be a kilobyte that nothing compresses.
fn crc_32(bytes: &[u8]) -> u32 {
    crc::Crc::<u32>::new(&crc::CRC_32_ISO_HDLC).checksum(bytes)
}

fn read<T: DeserializeOwned>(kind: &str, bytes: &[u8]) -> Result<T, LoadError> {
    let rest = bytes.strip_prefix(kind.as_bytes()).ok_or(LoadError::Foreign)?;
    let values = rest.strip_prefix(format!("{VERSION}\n").as_bytes()).ok_or(LoadError::Version)?;
    let (values, checksum) = values.split_last_chunk().ok_or(LoadError::Damaged)?;
    let (covered, _) = bytes.split_last_chunk::<4>().ok_or(LoadError::Damaged)?;
    if crc_32(covered) != u32::from_le_bytes(*checksum) {
        return Err(LoadError::Damaged);
    }
    match postcard::take_from_bytes(values) {
        Ok((value, [])) => Ok(value),
        _ => Err(LoadError::Damaged),
    }
}
