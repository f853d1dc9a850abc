//! The QR code of the activation link, read back as a camera does, from both pictures.

use std::io::Cursor;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use png::{BitDepth, ColorType, Decoder};
use roxmltree::Document;
use rqrr::PreparedImage;
use serde_json::Value;

use crate::Rig;

/// What a camera reads of a picture, given as lines of how light each pixel is.
fn read(lines: &[Vec<u8>]) -> String {
    let side = lines.len();
    let mut image = PreparedImage::prepare_from_greyscale(side, side, |x, y| lines[y][x]);
    let [code] = &image.detect_grids()[..] else {
        panic!("there is one code in the picture");
    };
    code.decode().unwrap().1
}

fn read_png(answer: &Value) -> String {
    let bytes = STANDARD.decode(answer["qr_png"].as_str().unwrap()).unwrap();
    let mut reader = Decoder::new(Cursor::new(bytes)).read_info().unwrap();
    let mut bits = vec![0; reader.output_buffer_size().unwrap()];
    let picture = reader.next_frame(&mut bits).unwrap();
    let kind = (picture.color_type, picture.bit_depth);
    assert_eq!(kind, (ColorType::Grayscale, BitDepth::One));
    assert_eq!(picture.width, picture.height);
    let lines = bits.chunks(picture.line_size).map(|line| {
        let bits = line.iter().map(|byte| format!("{byte:08b}"));
        let bits = bits.collect::<String>();
        bits.chars()
            .map(|bit| if bit == '1' { 255 } else { 0 })
            .collect()
    });
    read(&lines.collect::<Vec<_>>())
}

/// Draws the path of the picture, which is made of `M<x> <y>h<width>v<height>H<x>V<y>`.
fn read_svg(answer: &Value) -> String {
    let svg = Document::parse(answer["qr_svg"].as_str().unwrap()).unwrap();
    let side: usize = svg
        .root_element()
        .attribute("width")
        .unwrap()
        .parse()
        .unwrap();
    let path = svg.descendants().find(|part| part.has_tag_name("path"));
    let mut lines = vec![vec![255; side]; side];
    for rectangle in path.unwrap().attribute("d").unwrap().split('M').skip(1) {
        let numbers = rectangle.split([' ', 'h', 'v', 'H']);
        let numbers = numbers.map(|number| number.parse().unwrap_or_default());
        let [x, y, width, height, ..] = numbers.collect::<Vec<usize>>()[..] else {
            panic!("a rectangle: {rectangle}");
        };
        for line in lines.iter_mut().skip(y).take(height) {
            line[x..]
                .iter_mut()
                .take(width)
                .for_each(|pixel| *pixel = 0);
        }
    }
    read(&lines)
}

#[tokio::test]
async fn a_camera_reads_the_link_from_both_pictures() {
    let rig = Rig::start().await;
    let answer = rig.ask("authorise", "carla-dias").await.unwrap();
    let url = answer["whatsapp_url"].as_str().unwrap();
    assert_eq!(read_svg(&answer), url);
    assert_eq!(read_png(&answer), url);
}

/// The demo's page shows it as a picture; one that could run something would be another matter.
#[tokio::test]
async fn the_picture_is_shapes_and_nothing_else() {
    let rig = Rig::start().await;
    let answer = rig.ask("authorise", "carla-dias").await.unwrap();
    let svg = Document::parse(answer["qr_svg"].as_str().unwrap()).unwrap();
    let parts = svg
        .root_element()
        .descendants()
        .filter(roxmltree::Node::is_element);
    let names: Vec<&str> = parts.map(|part| part.tag_name().name()).collect();
    assert_eq!(names, ["svg", "rect", "path"]);
}
