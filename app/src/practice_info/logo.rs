//! A practice's logo: read from a file that somebody chose, and kept as a picture that we made.
//!
//! What a file is, its first bytes say, never its name. It is decoded and written anew as PNG, no larger than paper needs: where a camera stood, and whatever
//! else a file may carry beside its picture, goes.

use std::io::Cursor;

use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Limits};
use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::model::{KEPT, LARGEST, LOGO, WIDEST};
use super::store::{self, LogoRow};
use super::text;
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::i18n::Text;
use crate::levels::model::Permission;
use crate::levels::service as levels;
use crate::platform::tokens::hex;
use crate::platform::{Fault, Outcome, Platform};
use crate::sessions::service::Actor;

/// A logo as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The file.
    pub png: Vec<u8>,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

/// Reads a file. Takes some ten milliseconds, or a second for the largest: not in a thread that answers requests.
///
/// # Errors
/// What is wrong with it, in words.
pub fn read(file: &[u8]) -> Result<Picture, Text> {
    if file.is_empty() {
        return Err(text::LOGO_MISSING);
    }
    if file.len() > LARGEST {
        return Err(text::LOGO_LARGE);
    }
    let format = image::guess_format(file).ok().filter(|format| matches!(format, ImageFormat::Png | ImageFormat::Jpeg));
    let mut reader = ImageReader::with_format(Cursor::new(file), format.ok_or(text::LOGO_KIND)?);
    let mut limits = Limits::default();
    limits.max_image_width = Some(WIDEST);
    limits.max_image_height = Some(WIDEST);
    limits.max_alloc = Some(128 * 1024 * 1024);
    reader.limits(limits);
    let too_wide = |e: &image::ImageError| matches!(e, image::ImageError::Limits(_));
    let broken = |e: image::ImageError| if too_wide(&e) { text::LOGO_WIDE } else { text::LOGO_BROKEN };
    let mut decoder = reader.into_decoder().map_err(broken)?;
    let (width, height) = decoder.dimensions();
    if width > WIDEST || height > WIDEST {
        return Err(text::LOGO_WIDE);
    }
    // Phones keep a picture as the sensor lay, and say beside it how to turn it.
    let orientation = decoder.orientation().unwrap_or(image::metadata::Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(broken)?;
    picture.apply_orientation(orientation);
    if picture.width() > KEPT.0 || picture.height() > KEPT.1 {
        picture = picture.resize(KEPT.0, KEPT.1, image::imageops::FilterType::Lanczos3);
    }
    let picture = picture.into_rgba8();
    let (width, height) = picture.dimensions();
    let mut png = Cursor::new(Vec::new());
    picture.write_to(&mut png, ImageFormat::Png).map_err(broken)?;
    Ok(Picture { png: png.into_inner(), width, height })
}

/// The logo of the actor's practice, as a PNG file; none without one.
///
/// # Errors
/// A database fault.
pub async fn find(platform: &Platform, actor: &Actor) -> Outcome<Option<Vec<u8>>> {
    let mut tx = platform.db.read().await?;
    store::find_logo(&mut tx, actor.practice).await
}

/// What became of a logo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is kept, or taken away.
    Done,
    /// Who asked may not.
    NotAllowed,
    /// Another one than its page showed is there by now, or none.
    Conflict,
}

/// Keeps a logo in the place of the one that `seen` names, empty for none; or with none takes that away.
///
/// # Errors
/// A database fault.
pub async fn save(platform: &Platform, actor: &Actor, picture: Option<Picture>, seen: &str) -> Outcome<Kept> {
    let mut tx = platform.db.write().await?;
    if !levels::lock(&mut tx, actor, Permission::Practice).await? {
        return Ok(Kept::NotAllowed);
    }
    let now = platform.clock.now();
    let size = |(width, height): (i64, i64)| format!("{width} × {height}");
    let there = store::find_logo_size(&mut tx, actor.practice).await?;
    if there.is_none() && picture.is_none() {
        return Ok(Kept::Done);
    }
    if there.as_ref().map_or("", |(.., digest)| digest) != seen {
        return Ok(Kept::Conflict);
    }
    let before = there.map(|(width, height, _)| size((width, height))).unwrap_or_default();
    let after = match picture {
        None => {
            store::delete_logo(&mut tx, actor.practice).await?;
            String::new()
        }
        Some(Picture { png, width, height }) => {
            let mut digest = hex(&Sha256::digest(&png));
            digest.truncate(16);
            let row = LogoRow { png: &png, width: width.into(), height: height.into(), digest: &digest };
            store::save_logo(&mut tx, actor.practice, row, (actor.user, now)).await?;
            size((width.into(), height.into()))
        }
    };
    let entry = Entry {
        detail: json!({ "before": { LOGO: before }, "after": { LOGO: after } }),
        ..Entry::by(actor, Kind::PracticeChanged, now)
    };
    audit::append(platform, &mut tx, entry).await?;
    tx.commit().await?;
    Ok(Kept::Done)
}

/// Reads a file beside the threads that answer requests.
///
/// # Errors
/// A fault when that thread is lost.
pub async fn read_aside(file: Vec<u8>) -> Outcome<Result<Picture, Text>> {
    tokio::task::spawn_blocking(move || read(&file)).await.map_err(|e| Fault::internal(e.to_string()))
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use image::{DynamicImage, ImageFormat, RgbaImage};

    use super::super::model::LARGEST;
    use super::super::text;
    use super::read;

    fn file(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
        let picture = DynamicImage::ImageRgba8(RgbaImage::from_pixel(width, height, image::Rgba([11, 100, 119, 255])));
        let picture = if format == ImageFormat::Jpeg { DynamicImage::ImageRgb8(picture.into_rgb8()) } else { picture };
        let mut out = Cursor::new(Vec::new());
        picture.write_to(&mut out, format).unwrap();
        out.into_inner()
    }

    #[test]
    fn a_picture_is_made_anew_and_no_larger_than_paper_needs() {
        for (of, width, height) in [((120, 40), 120, 40), ((1200, 300), 600, 150), ((100, 800), 25, 200), ((1, 1), 1, 1)] {
            for format in [ImageFormat::Png, ImageFormat::Jpeg] {
                let kept = read(&file(of.0, of.1, format)).unwrap();
                assert_eq!((kept.width, kept.height), (width, height), "{of:?} {format:?}");
                assert!(kept.png.starts_with(b"\x89PNG"));
            }
        }
    }

    #[test]
    fn what_rides_beside_the_picture_is_gone() {
        let mut smuggled = file(40, 20, ImageFormat::Png);
        smuggled.extend_from_slice(b"<script>alert(1)</script>");
        let kept = read(&smuggled).unwrap();
        assert!(!kept.png.windows(7).any(|w| w == b"<script"));
    }

    #[test]
    fn what_is_no_picture_is_refused_with_the_reason() {
        let png = file(40, 20, ImageFormat::Png);
        assert_eq!(read(b"").unwrap_err(), text::LOGO_MISSING);
        assert_eq!(read(&vec![0; LARGEST + 1]).unwrap_err(), text::LOGO_LARGE);
        for other in [b"<svg xmlns='http://www.w3.org/2000/svg'/>".as_slice(), b"GIF89a......", b"%PDF-1.7", b"MZ..", b"x"] {
            assert_eq!(read(other).unwrap_err(), text::LOGO_KIND);
        }
        for cut in 9..png.len() - 12 {
            assert!(read(&png[..cut]).is_err(), "cut at {cut}");
        }
        // A file of a few bytes that says it is ten thousand pixels wide.
        let mut bomb = png.clone();
        bomb[16..20].copy_from_slice(&10_000_u32.to_be_bytes());
        let crc = crc(&bomb[12..29]);
        bomb[29..33].copy_from_slice(&crc.to_be_bytes());
        assert_eq!(read(&bomb).unwrap_err(), text::LOGO_WIDE);
    }

    /// CRC-32 of a PNG chunk (PNG 5.5).
    fn crc(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(u32::MAX, |crc, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { 0xedb8_8320 ^ (crc >> 1) } else { crc >> 1 })
        })
    }
}
