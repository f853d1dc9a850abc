//! Makes sound: `espeak-ng` speaks, `opusenc` packs it as Ogg/Opus (48 kHz, one channel).
//!
//! Two well-known programs rather than bindings: no C toolchain to build with, and where one is
//! missing the caller is told which package to install.

use std::io;
use std::process::Stdio;
use std::time::Duration;

use tokio::io::AsyncWriteExt;
use tokio::process::Command;
use tokio::time::timeout;

use super::voices::Voice;

/// Longest time one program may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// Speech needs no more, in kbit/s.
const BITRATE_KBITS: &str = "24";

/// Why there is no sound.
#[derive(Debug, thiserror::Error)]
pub(super) enum VoiceError {
    /// A program is not installed.
    #[error("speech needs {program}, which is not installed; on Debian: apt-get install {package}")]
    Missing {
        /// The program.
        program: &'static str,
        /// The package it comes in.
        package: &'static str,
    },
    /// A program did not do its work.
    #[error("{0} failed")]
    Failed(&'static str),
}

/// Speaks `words` as a WAV file.
pub(super) async fn wav(words: &str, voice: Voice) -> Result<Vec<u8>, VoiceError> {
    let mut command = Command::new("espeak-ng");
    command.args([
        "-v",
        &voice.stand_in(),
        "-s",
        "155",
        "-b",
        "1",
        "--stdin",
        "--stdout",
    ]);
    run(command, "espeak-ng", "espeak-ng", words.as_bytes()).await
}

/// Speaks `words` as Ogg/Opus.
pub(super) async fn opus(words: &str, voice: Voice) -> Result<Vec<u8>, VoiceError> {
    let wav = wav(words, voice).await?;
    let mut command = Command::new("opusenc");
    command.args([
        "--quiet",
        "--ignorelength",
        "--downmix-mono",
        "--speech",
        "--bitrate",
        BITRATE_KBITS,
        "-",
        "-",
    ]);
    run(command, "opusenc", "opus-tools", &wav).await
}

/// Runs a program on `input` and returns what it writes.
async fn run(
    mut command: Command,
    program: &'static str,
    package: &'static str,
    input: &[u8],
) -> Result<Vec<u8>, VoiceError> {
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true);
    let mut child = command.spawn().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => VoiceError::Missing { program, package },
        _ => VoiceError::Failed(program),
    })?;
    let stdin = child.stdin.take();
    // Writing and reading at once: a program that fills its output would otherwise block us both.
    let write = async {
        if let Some(mut stdin) = stdin {
            stdin.write_all(input).await?;
        }
        Ok::<(), io::Error>(())
    };
    let both = async { tokio::join!(write, child.wait_with_output()) };
    match timeout(PATIENCE, both).await {
        Ok((Ok(()), Ok(output))) if output.status.success() => Ok(output.stdout),
        _ => Err(VoiceError::Failed(program)),
    }
}
