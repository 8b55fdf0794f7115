package dev.pictor.model.download;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Files on web servers, or on a mirror that has them under the same paths. Cut transfers are
/// continued, silent ones given up and tried again.
///
/// Only the digest decides whether the bytes are the right ones ([FileDownload]). The server is
/// trusted with nothing else: it cannot send more than the file's size, and lead us from https to
/// http or in circles.
public final class WebSource implements FileSource {
  /// So much has to come for an attempt to count as one that brought something.
  private static final long NOTABLE_BYTES = 1 << 20;

  private final HttpClient client;
  private final Patience patience;
  private final @Nullable URI mirror;

  WebSource(HttpClient client, Patience patience, @Nullable URI mirror) {
    this.client = client;
    this.patience = patience;
    this.mirror = mirror;
  }

  /// @param environment variables, for proxies
  /// @param mirror base address that replaces scheme, host and port; null for none
  public static WebSource open(
      Map<String, String> environment, Patience patience, @Nullable URI mirror) {
    return new WebSource(Connections.client(environment, patience.connect()), patience, mirror);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  @Override
  public void complete(WantedFile file, PartFile part, DownloadProgress progress)
      throws IOException {
    Transfer transfer = new Transfer(client, patience.stall(), addressOf(file), file, part);
    long most = part.size();
    int failed = 0;
    while (part.size() < file.bytes()) {
      try {
        transfer.run(progress);
      } catch (BrokenTransferException e) {
        failed = part.size() >= most + NOTABLE_BYTES ? 1 : failed + 1;
        most = Math.max(most, part.size());
        if (failed >= patience.attempts()) {
          throw new DownloadException(
              "%s could not be downloaded: %s Given up after %d attempts; %s"
                  .formatted(file.name(), e.getMessage(), failed, hint(part)),
              e);
        }
        pause(file, String.valueOf(e.getMessage()), patience.pauseAfter(failed), progress);
      } catch (InterruptedException e) {
        throw interrupted(file, e);
      }
    }
  }

  private static String hint(PartFile part) {
    return part.size() > 0
        ? "what is here (%,d bytes) is kept, and the same command goes on from there."
            .formatted(part.size())
        : "nothing of it is here.";
  }

  private static void pause(
      WantedFile file, String reason, Duration pause, DownloadProgress progress) {
    progress.note("%s %s again in %.1f s".formatted(reason, file.name(), pause.toMillis() / 1e3));
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      throw interrupted(file, e);
    }
  }

  private static DownloadException interrupted(WantedFile file, InterruptedException e) {
    Thread.currentThread().interrupt();
    return new DownloadException("The download of %s was interrupted.".formatted(file.name()), e);
  }

  private URI addressOf(WantedFile file) {
    if (mirror == null) {
      return file.address();
    }
    String base = mirror.toString().replaceFirst("/+$", "");
    return URI.create(base + file.address().getRawPath());
  }
}
