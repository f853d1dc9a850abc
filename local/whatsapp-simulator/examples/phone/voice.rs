//! A voice note without a voice: seconds of silence as mono Opus in OGG (RFC 3533, RFC 7845).
//!
//! Deliberately no encoder: one known silent packet, repeated.

/// A 20 ms frame of silence: full-band CELT, mono.
const SILENT_PACKET: [u8; 3] = [0xf8, 0xff, 0xfe];
const PACKETS_PER_SECOND: u8 = 50;
const SAMPLES_PER_PACKET: u64 = 960;

/// A file of this many seconds, at most five.
pub fn silence(seconds: u8) -> Vec<u8> {
    let count = PACKETS_PER_SECOND.saturating_mul(seconds.min(5));
    let packets = vec![&SILENT_PACKET[..]; usize::from(count)];
    let samples = SAMPLES_PER_PACKET.saturating_mul(u64::from(count));
    let head = b"OpusHead\x01\x01\x00\x00\x80\xbb\x00\x00\x00\x00\x00";
    let tags = b"OpusTags\x04\x00\x00\x00ACME\x00\x00\x00\x00";
    [
        page(2, 0, 0, &[head]),
        page(0, 0, 1, &[tags]),
        page(4, samples, 2, &packets),
    ]
    .concat()
}

fn page(flags: u8, granule: u64, number: u32, packets: &[&[u8]]) -> Vec<u8> {
    let mut page = b"OggS\0".to_vec();
    page.push(flags);
    page.extend(granule.to_le_bytes());
    page.extend(7_u32.to_le_bytes());
    page.extend(number.to_le_bytes());
    page.extend([0; 4]);
    let lengths: Vec<u8> = packets
        .iter()
        .filter_map(|packet| u8::try_from(packet.len()).ok())
        .collect();
    page.push(u8::try_from(lengths.len()).unwrap_or(u8::MAX));
    page.extend(lengths);
    page.extend(packets.concat());
    let checksum = crc(&page).to_le_bytes();
    page.splice(22..26, checksum);
    page
}

/// OGG's CRC: polynomial 0x04c11db7, nothing reflected, nothing inverted.
fn crc(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |crc, byte| {
        (0..8).fold(crc ^ (u32::from(*byte) << 24), |crc, _| {
            if crc & 0x8000_0000 == 0 {
                crc << 1
            } else {
                (crc << 1) ^ 0x04c1_1db7
            }
        })
    })
}
