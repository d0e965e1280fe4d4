//! The parts of an archive, each read whole and none larger than what is allowed.

use std::io::{Cursor, Read};

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::NsReader;
use zip::ZipArchive;
use zip::result::ZipError;

use crate::error::{Error, ErrorKind};

pub(super) struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    largest: u64,
    /// Bytes that may still be unpacked.
    left: u64,
}

/// What stands at the beginning of a file of the kind before `.docx`, and of one with a password.
const COMPOUND: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0];

impl<'b> Archive<'b> {
    pub(super) fn open(bytes: &'b [u8], largest: u64) -> Result<Self, Error> {
        if bytes.starts_with(COMPOUND) {
            let e = Error::new(ErrorKind::Syntax, "a Word file of the old kind, or one with a password");
            return Err(e.hint("save it as .docx, without a password"));
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|e| broken(&e))?;
        Ok(Self { zip, largest, left: largest })
    }

    /// The name of the part that holds the document.
    pub(super) fn main(&mut self) -> Result<String, Error> {
        let mut main = None;
        if let Some(xml) = self.part("_rels/.rels")? {
            each(&xml, |event| {
                if let Event::Start(e) = event
                    && attribute(e, "Type").is_some_and(|t| t.ends_with("/officeDocument"))
                {
                    main = attribute(e, "Target");
                }
                Ok(())
            })?;
        }
        let main = main.unwrap_or_else(|| "word/document.xml".to_owned());
        Ok(main.trim_start_matches('/').to_owned())
    }

    /// A part's text; `None` where there is none of that name.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, Error> {
        let entry = match self.zip.by_name(name) {
            Ok(entry) => entry,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(e) => return Err(broken(&e)),
        };
        let mut bytes = Vec::new();
        // What the archive says of sizes is not believed: this much is unpacked and no more.
        entry.take(self.left + 1).read_to_end(&mut bytes).map_err(|e| broken(&e.into()))?;
        let length = bytes.len() as u64;
        self.left = self.left.checked_sub(length).ok_or_else(|| too_large(self.largest))?;
        text(bytes).map(Some).ok_or_else(|| {
            Error::new(ErrorKind::Encoding, format!("a damaged Word file: {name} is no text")).hint(AGAIN)
        })
    }
}

const AGAIN: &str = "open it in Word and save it again";

pub(super) fn too_large(largest: u64) -> Error {
    let what = format!("a Word file that is larger than {largest} bytes once unpacked");
    Error::new(ErrorKind::TooLarge, what).hint("raise --max-file-size")
}

fn broken(e: &ZipError) -> Error {
    Error::new(ErrorKind::Syntax, format!("no Word file, or a damaged one: {e}")).hint(AGAIN)
}

/// XML is UTF-8 or, with a mark of its byte order, UTF-16.
fn text(bytes: Vec<u8>) -> Option<String> {
    let wide = |order: fn([u8; 2]) -> u16| {
        let units = bytes[2..].chunks_exact(2).map(|b| order([b[0], b[1]]));
        char::decode_utf16(units).collect::<Result<String, _>>().ok()
    };
    match bytes.as_slice() {
        [0xff, 0xfe, ..] => wide(u16::from_le_bytes),
        [0xfe, 0xff, ..] => wide(u16::from_be_bytes),
        _ => String::from_utf8(bytes).ok(),
    }
}

/// Goes through the events of a part; an element without content begins and ends.
pub(super) fn each(xml: &str, mut take: impl FnMut(&Event<'_>) -> Result<(), Error>) -> Result<(), Error> {
    let mut reader = NsReader::from_str(xml.trim_start_matches('\u{feff}'));
    reader.config_mut().expand_empty_elements = true;
    let mut depth = 0_usize;
    loop {
        let event = reader.read_event();
        match &event {
            Ok(Event::Start(_)) => depth += 1,
            Ok(Event::End(_)) => depth = depth.saturating_sub(1),
            _ => {}
        }
        match event {
            Ok(Event::Eof) if depth > 0 => return Err(damaged("the XML breaks off")),
            Ok(Event::Eof) => return Ok(()),
            // The standard allows none, and what could be made of entities is not wanted.
            Ok(Event::DocType(_)) => return Err(damaged("a document type in the XML")),
            Ok(event) => take(&event)?,
            Err(e) => return Err(damaged(&e.to_string())),
        }
    }
}

pub(super) fn damaged(what: &str) -> Error {
    Error::new(ErrorKind::Syntax, format!("a damaged Word file: {what}")).hint(AGAIN)
}

/// An attribute's value, whatever the prefix of its name.
pub(super) fn attribute(e: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = e.attributes().flatten().find(|a| a.key.local_name().as_ref() == name)?;
    found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok().map(|v| v.into_owned())
}

/// Whether a property that is there holds: it does unless it says that it does not.
pub(super) fn holds(e: &BytesStart<'_>) -> bool {
    !matches!(attribute(e, "val").as_deref(), Some("0" | "false" | "off" | "none"))
}
