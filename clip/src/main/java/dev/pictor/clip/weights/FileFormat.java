package dev.pictor.clip.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/// Recognises what a file is by its first bytes, to say so when it is not what we need.
enum FileFormat {
  /// A zip archive, as PyTorch writes it.
  TORCH,
  SAFETENSORS;

  private static final int HEAD_BYTES = 512;
  private static final String WANTED =
      " Wanted is OpenAI's original file (ViT-B-32.pt), a zip archive with a data.pkl, or a"
          + " folder with config.json and model.safetensors (Hugging Face's layout) or with"
          + " open_clip_config.json and open_clip_model.safetensors (OpenCLIP's).";

  /// The number 0x1950a86a20f9469cfc6c as a pickle: how `torch.save` began before version 1.6.
  private static final byte[] LEGACY_TORCH = {
    (byte) 0x80,
    2,
    (byte) 0x8a,
    10,
    0x6c,
    (byte) 0xfc,
    (byte) 0x9c,
    0x46,
    (byte) 0xf9,
    0x20,
    0x6a,
    (byte) 0xa8,
    0x50,
    0x19
  };

  /// @throws MalformedFileException if it is none of these; says what it looks like instead
  static FileFormat of(Path path) throws IOException {
    byte[] head;
    try (InputStream in = Files.newInputStream(path)) {
      head = in.readNBytes(HEAD_BYTES);
    }
    if (startsWith(head, 'P', 'K', 3, 4) || startsWith(head, 'P', 'K', 5, 6)) {
      return TORCH;
    }
    if (isSafetensors(path, head)) {
      return SAFETENSORS;
    }
    throw new MalformedFileException(describe(head, Files.size(path)) + WANTED);
  }

  /// It has no magic number, but begins with the length of a header, which no text does, and then
  /// the header. Where that is broken, the name decides, for a better message.
  private static boolean isSafetensors(Path path, byte[] head) {
    boolean isText = true;
    for (int i = 0; i < Math.min(head.length, Long.BYTES); i++) {
      isText &= head[i] >= '\t';
    }
    return !isText
        && (head.length > Long.BYTES && head[Long.BYTES] == '{'
            || path.toString().endsWith(".safetensors"));
  }

  private static String describe(byte[] head, long size) {
    String text = new String(head, StandardCharsets.ISO_8859_1);
    String start = text.strip().toLowerCase(Locale.ROOT);
    if (head.length == 0) {
      return "the file is empty.";
    }
    if (text.startsWith("version https://git-lfs")) {
      return "it is a Git LFS pointer, not the weights: fetch them with 'git lfs pull'.";
    }
    if (start.startsWith("<")) {
      return "it looks like an HTML or XML page, perhaps a failed download.";
    }
    if (start.startsWith("{") || start.startsWith("[")) {
      return "it looks like JSON, not like weights.";
    }
    if (startsWith(head, LEGACY_TORCH)) {
      return "it is in PyTorch's legacy format (before 1.6): load it with PyTorch and save it again"
          + " with torch.save.";
    }
    if (startsWith(head, 0x80)) {
      return "it is a bare pickle, which is never executed here.";
    }
    if (startsWith(head, 0x1f, 0x8b) || (startsWith(head, 0x78) && head.length > 1)) {
      return "it is compressed (gzip or zlib): decompress it first.";
    }
    return "it is no weight file that is known here (%d bytes, not a zip archive, not safetensors)."
        .formatted(size);
  }

  private static boolean startsWith(byte[] head, int... magic) {
    if (head.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((head[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean startsWith(byte[] head, byte[] magic) {
    return head.length >= magic.length
        && Arrays.equals(head, 0, magic.length, magic, 0, magic.length);
  }
}
