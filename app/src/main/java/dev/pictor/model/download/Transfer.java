package dev.pictor.model.download;

import dev.pictor.model.download.BodyQueue.Event;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One file's way over HTTP: each run asks for what is missing and adds what comes.
final class Transfer {
  /// RFC 9110, 14.4.
  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");

  private final HttpClient client;
  private final Duration stall;
  private final URI start;
  private final WantedFile file;
  private final PartFile part;

  /// What the server said its file is, when the first bytes came in this process. (Across
  /// processes the digest alone tells whether two halves belong together.)
  private @Nullable String entityTag;

  Transfer(HttpClient client, Duration stall, URI start, WantedFile file, PartFile part) {
    this.client = client;
    this.stall = stall;
    this.start = start;
    this.file = file;
    this.part = part;
  }

  /// Returns when all bytes are there.
  ///
  /// @throws BrokenTransferException if it is worth another try
  /// @throws DownloadException if it is not
  /// @throws IOException if the part cannot be written
  void run(DownloadProgress progress)
      throws BrokenTransferException, IOException, InterruptedException {
    long offset = part.size();
    HttpResponse<BodyQueue> response =
        new Redirects(client, stall).follow(start, address -> request(address, offset));
    try (BodyQueue body = response.body()) {
      requireWanted(response, offset);
      receive(body, shown(response), progress);
    }
  }

  private HttpRequest request(URI address, long offset) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .header("Accept-Encoding", "identity")
            .header("User-Agent", "pictor");
    if (offset > 0) {
      request.header("Range", "bytes=%d-".formatted(offset));
      if (entityTag != null) {
        request.header("If-Range", entityTag);
      }
    }
    return request.build();
  }

  /// Checks that what follows are bytes of the file from the part's end on, clearing the part where
  /// the server starts at the beginning.
  private void requireWanted(HttpResponse<BodyQueue> response, long offset)
      throws BrokenTransferException, IOException {
    int status = response.statusCode();
    if (status == 200) {
      part.clear();
      requireLength(response, file.bytes());
    } else if (status == 206 && offset > 0) {
      requireRange(response, offset);
      requireLength(response, file.bytes() - offset);
    } else if (status == 416 && offset > 0) {
      part.clear();
      throw new BrokenTransferException(
          "%s has nothing from byte %,d on.".formatted(shown(response), offset));
    } else if (status >= 500 || status == 408 || status == 429) {
      throw new BrokenTransferException("%s answered %d.".formatted(shown(response), status));
    } else {
      throw new DownloadException(
          "%s cannot be had from %s: the server answered %d%s."
              .formatted(file.name(), shown(response), status, meaning(status)));
    }
    requirePlain(response);
    entityTag = strongTag(response).orElse(null);
  }

  private static String shown(HttpResponse<BodyQueue> response) {
    return Redirects.shown(response.uri());
  }

  private static String meaning(int status) {
    return switch (status) {
      case 401, 403 -> " (it does not let us, or something on the way does not)";
      case 404, 410 -> " (it is not there; a mirror must have the same paths)";
      case 407 -> " (the proxy wants a user and a password: http://USER:PASSWORD@HOST:PORT)";
      default -> "";
    };
  }

  private void requireRange(HttpResponse<BodyQueue> response, long offset)
      throws BrokenTransferException, IOException {
    String header = response.headers().firstValue("Content-Range").orElse("");
    Matcher range = CONTENT_RANGE.matcher(header);
    if (!range.matches() || Long.parseLong(range.group(1)) != offset) {
      part.clear();
      throw new BrokenTransferException(
          "%s was asked for byte %,d and what follows, and sent '%s'."
              .formatted(shown(response), offset, header));
    }
    if (!range.group(3).equals("*") && Long.parseLong(range.group(3)) != file.bytes()) {
      throw wrongSize(shown(response), Long.parseLong(range.group(3)));
    }
  }

  private void requireLength(HttpResponse<BodyQueue> response, long expected) {
    OptionalLong length = response.headers().firstValueAsLong("Content-Length");
    if (length.isPresent() && length.getAsLong() != expected) {
      throw wrongSize(shown(response), file.bytes() - expected + length.getAsLong());
    }
  }

  private DownloadException wrongSize(String address, long bytes) {
    return new DownloadException(
        "%s has %,d bytes, but %s has %,d: it is another file."
            .formatted(address, bytes, file.name(), file.bytes()));
  }

  private static void requirePlain(HttpResponse<BodyQueue> response) {
    String encoding = response.headers().firstValue("Content-Encoding").orElse("identity");
    if (!encoding.equalsIgnoreCase("identity")) {
      throw new DownloadException(
          "%s is sent compressed (%s), which was not asked for."
              .formatted(shown(response), encoding));
    }
  }

  /// Weak tags do not promise equal bytes.
  private static Optional<String> strongTag(HttpResponse<BodyQueue> response) {
    return response.headers().firstValue("ETag").filter(tag -> tag.startsWith("\""));
  }

  private void receive(BodyQueue body, String address, DownloadProgress progress)
      throws BrokenTransferException, IOException, InterruptedException {
    while (true) {
      switch (body.next(stall)) {
        case Event.Bytes(var buffers) -> {
          for (ByteBuffer buffer : buffers) {
            append(buffer, address);
          }
          progress.update(part.size(), file.bytes());
        }
        case Event.End() -> {
          requireComplete("the connection ended after %,d of %,d bytes.");
          return;
        }
        case Event.Failure(var cause) -> {
          requireComplete(
              "the connection was cut after %,d of %,d bytes (" + Redirects.reason(cause) + ").");
          return;
        }
        case Event.Silence() -> {
          requireComplete("nothing more came after %,d of %,d bytes.");
          return;
        }
      }
    }
  }

  private void append(ByteBuffer buffer, String address) throws IOException {
    if (buffer.remaining() > file.bytes() - part.size()) {
      part.clear();
      throw new DownloadException(
          "%s sends more than the %,d bytes of %s: it is another file."
              .formatted(address, file.bytes(), file.name()));
    }
    part.append(buffer);
  }

  private void requireComplete(String format) throws BrokenTransferException {
    if (part.size() < file.bytes()) {
      String reason = format.formatted(part.size(), file.bytes());
      throw new BrokenTransferException(
          Character.toUpperCase(reason.charAt(0)) + reason.substring(1));
    }
  }
}
