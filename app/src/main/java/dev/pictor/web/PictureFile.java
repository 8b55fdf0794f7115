package dev.pictor.web;

import dev.pictor.clip.image.ImageFormat;
import dev.pictor.picture.ContentHash;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A picture's own bytes, if they are still a picture's.
///
/// @param path real path inside its root
/// @param name what to call it when it is saved
/// @param hash of the content when it was indexed
record PictureFile(Path path, String name, ContentHash hash) {
  private static final int BUFFER_BYTES = 64 * 1024;

  /// The version tells the content as it was indexed and when the file last changed, as it may
  /// have been replaced by another picture since.
  ///
  /// @throws ProblemException if the file is gone or no picture
  void send(ServerRequest request, ServerResponse response) throws IOException {
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      InputStream input = Channels.newInputStream(channel);
      PictureType type =
          PictureType.of(input.readNBytes(ImageFormat.HEAD_BYTES))
              .orElseThrow(() -> new ProblemException(Problem.NOT_A_PICTURE));
      long changed = Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS).toMillis();
      response.header(HeaderNames.CACHE_CONTROL, "private, no-cache");
      String tag = hash.hex() + "-" + Long.toHexString(changed);
      if (Http.answeredFromCache(request, response, tag)) {
        return;
      }
      response
          .header(HeaderNames.CONTENT_TYPE, type.contentType())
          .header(HeaderNames.CONTENT_DISPOSITION, disposition(type))
          .header(HeaderNames.ACCEPT_RANGES, "bytes");
      long size = channel.size();
      ByteRange range = range(request, response, tag, size);
      if (range.length() < size) {
        response.status(206).header(HeaderNames.CONTENT_RANGE, range.of(size));
      }
      response.contentLength(range.length());
      if (Http.isHead(request)) {
        response.send();
        return;
      }
      channel.position(range.first());
      try (OutputStream output = response.outputStream()) {
        copy(input, output, range.length());
      }
    } catch (NoSuchFileException e) {
      throw new ProblemException(Problem.NO_SUCH_PICTURE);
    }
  }

  /// What is to be sent: all, unless a part of this very version is asked for.
  private static ByteRange range(
      ServerRequest request, ServerResponse response, String tag, long size) {
    String wanted = request.headers().first(HeaderNames.RANGE).orElse("");
    String version = request.headers().first(HeaderNames.IF_RANGE).orElse("\"" + tag + "\"");
    ByteRange whole = new ByteRange(0, size - 1);
    if (!version.equals("\"" + tag + "\"")) {
      return whole;
    }
    try {
      return ByteRange.of(wanted, size).orElse(whole);
    } catch (ProblemException e) {
      response.header(HeaderNames.CONTENT_RANGE, "bytes */" + size);
      throw e;
    }
  }

  private static void copy(InputStream input, OutputStream output, long length) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    long left = length;
    while (left > 0) {
      int read = input.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        return;
      }
      output.write(buffer, 0, read);
      left -= read;
    }
  }

  private String disposition(PictureType type) {
    return (type.shownByBrowsers() ? "inline" : "attachment")
        + "; filename*=UTF-8''"
        + Texts.encoded(name).replace("+", "%20");
  }
}
