package dev.pictor.model.download;

import dev.pictor.PictorException;

/// A file that could not be brought here. What arrived of it may be kept, to be continued.
public final class DownloadException extends PictorException {
  public DownloadException(String message) {
    super(message);
  }

  public DownloadException(String message, Throwable cause) {
    super(message, cause);
  }
}
