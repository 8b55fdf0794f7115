package dev.pictor.store.lucene;

import dev.pictor.Shortage;
import dev.pictor.store.StoreException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.store.AlreadyClosedException;

/// Says for people what Lucene's exceptions mean.
final class LuceneErrors {
  private LuceneErrors() {}

  /// @param directory the collection's
  static StoreException explain(Path directory, Exception error) {
    boolean missing =
        error instanceof NoSuchFileException || error instanceof FileNotFoundException;
    if (missing && !Files.exists(directory)) {
      return new StoreException(
          "The collection in %s was removed meanwhile.".formatted(directory), error);
    }
    Optional<Shortage> shortage = Shortage.of(error);
    if (shortage.isPresent()) {
      return new StoreException(
          "The collection in %s cannot be read or written (%s). What was stored before stays. %s"
              .formatted(directory, brief(rootCause(error)), shortage.get().advice()),
          error);
    }
    String message =
        switch (error) {
          case IndexFormatTooNewException _ ->
              "The collection in %s was written by a newer Pictor. Update Pictor, or use another"
                  + " PICTOR_HOME.";
          case IndexFormatTooOldException _ ->
              "The collection in %s was written by a Pictor too old for this one. Remove the"
                  + " folder and index again; the picture files stay.";
          case CorruptIndexException _, EOFException _, NoSuchFileException _ -> damaged(error);
          case FileNotFoundException _ -> damaged(error);
          case ClosedByInterruptException _ ->
              "Writing the collection in %s was interrupted; this batch is not kept.";
          case AlreadyClosedException _ -> "The collection in %s is closed.";
          default ->
              "The collection in %s cannot be read or written ("
                  + brief(error)
                  + "). Look at the folder's permissions and at the free space on its disk.";
        };
    return new StoreException(message.replace("%s", directory.toString()), error);
  }

  private static String damaged(Exception error) {
    return "The collection in %s is damaged ("
        + brief(error)
        + "). Restore the folder from a backup, or remove it and index again; the picture files"
        + " stay.";
  }

  /// Lucene wraps what a merge met, and what closed its writer.
  private static Throwable rootCause(Throwable error) {
    Throwable cause = error;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static String brief(Throwable error) {
    return error.getClass().getSimpleName() + ": " + error.getMessage();
  }
}
