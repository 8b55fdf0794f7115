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
      channel.position(0);
      long changed = Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS).toMillis();
      response.header(HeaderNames.CACHE_CONTROL, "private, no-cache");
      if (Http.answeredFromCache(request, response, hash.hex() + "-" + Long.toHexString(changed))) {
        return;
      }
      response
          .header(HeaderNames.CONTENT_TYPE, type.contentType())
          .header(HeaderNames.CONTENT_DISPOSITION, disposition(type));
      response.contentLength(channel.size());
      if (Http.isHead(request)) {
        response.send();
        return;
      }
      try (OutputStream output = response.outputStream()) {
        input.transferTo(output);
      }
    } catch (NoSuchFileException e) {
      throw new ProblemException(Problem.NO_SUCH_PICTURE);
    }
  }

  private String disposition(PictureType type) {
    return (type.shownByBrowsers() ? "inline" : "attachment")
        + "; filename*=UTF-8''"
        + Texts.encoded(name).replace("+", "%20");
  }
}
