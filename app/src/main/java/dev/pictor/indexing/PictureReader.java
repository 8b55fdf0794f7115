package dev.pictor.indexing;

import dev.pictor.Shortage;
import dev.pictor.ShortageException;
import dev.pictor.clip.MissingDecoderException;
import dev.pictor.clip.UnreadableImageException;
import dev.pictor.clip.image.DecodedImage;
import dev.pictor.clip.image.ImageDecoder;
import dev.pictor.clip.image.ImagePreprocessor;
import dev.pictor.clip.image.SizeNeeded;
import dev.pictor.indexing.ReadResult.Decoded;
import dev.pictor.indexing.ReadResult.NotRefreshed;
import dev.pictor.indexing.ReadResult.Refreshed;
import dev.pictor.indexing.ReadResult.SameContent;
import dev.pictor.indexing.ReadResult.Unreadable;
import dev.pictor.indexing.ReadResult.Vanished;
import dev.pictor.metadata.MetadataReader;
import dev.pictor.picture.ContentHash;
import dev.pictor.picture.FileStamp;
import dev.pictor.picture.Picture;
import dev.pictor.store.Effort;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.Predicate;

/// Reads a file once: what is hashed is what is decoded, whatever happens to the file meanwhile.
/// Thread-safe.
final class PictureReader {
  /// Remembered for failures that are not the content's: no file has it, so the next run tries
  /// again.
  private static final FileStamp TRY_AGAIN = new FileStamp(0, 0);

  private final SizeNeeded sizeNeeded;
  private final Function<DecodedImage, float[]> pixels;
  private final Predicate<ContentHash> contained;
  private final MemoryBudget budget;

  /// @param contained whether the collection holds this content
  PictureReader(
      ImagePreprocessor preprocessor, Predicate<ContentHash> contained, MemoryBudget budget) {
    this(
        preprocessor.sizeNeeded().and(Thumbnail.SIZE_NEEDED),
        preprocessor::preprocess,
        contained,
        budget);
  }

  /// @param pixels makes what is embedded of a picture
  PictureReader(
      SizeNeeded sizeNeeded,
      Function<DecodedImage, float[]> pixels,
      Predicate<ContentHash> contained,
      MemoryBudget budget) {
    this.sizeNeeded = sizeNeeded;
    this.pixels = pixels;
    this.contained = contained;
    this.budget = budget;
  }

  /// @throws ShortageException if it fails for want of what every file needs
  ReadResult read(Candidate candidate) {
    ReadResult result = attempt(candidate);
    if (result instanceof Unreadable(_, _, var reason)
        && candidate.obstacle() == null
        && Shortage.handlesAreFew()) {
      // A decoder whose library could not be opened tells of a broken picture.
      throw shortage(
          candidate,
          Shortage.HANDLES,
          new IOException("hardly any more file can be opened (" + reason + ")"));
    }
    return candidate.effort() == Effort.REFRESH && result instanceof Unreadable(_, _, var reason)
        ? new NotRefreshed(candidate, reason)
        : result;
  }

  private ReadResult attempt(Candidate candidate) {
    if (candidate.obstacle() != null) {
      return new Unreadable(candidate, candidate.stamp(), candidate.obstacle());
    }
    long size = candidate.stamp().sizeBytes();
    if (size > ImageDecoder.MAX_FILE_BYTES) {
      return new Unreadable(
          candidate,
          candidate.stamp(),
          "the file has %,d bytes; at most %,d are read"
              .formatted(size, ImageDecoder.MAX_FILE_BYTES));
    }
    try (var _ = budget.take(candidate.file(), size)) {
      if (candidate.attempts() > 0) {
        // Not read whole each time only to miss the same decoder again.
        ImageDecoder.requireDecoder(candidate.file());
      }
      return decode(candidate, bytes(candidate.file()));
    } catch (MissingDecoderException e) {
      return new Unreadable(candidate, TRY_AGAIN, String.valueOf(e.getMessage()));
    } catch (NoSuchFileException e) {
      return new Vanished(candidate);
    } catch (AccessDeniedException e) {
      return new Unreadable(candidate, TRY_AGAIN, "permission denied");
    } catch (IOException e) {
      Shortage.of(e)
          .ifPresent(
              shortage -> {
                throw shortage(candidate, shortage, e);
              });
      return new Unreadable(candidate, TRY_AGAIN, "cannot be read: " + reason(e));
    } catch (OutOfMemoryError e) {
      return new Unreadable(
          candidate,
          TRY_AGAIN,
          "needs more memory than Java has (%,d MiB); give it more with JAVA_TOOL_OPTIONS=-Xmx4g"
              .formatted(Runtime.getRuntime().maxMemory() >> 20));
    }
  }

  /// Without the file's path, which is known from elsewhere.
  private static String reason(IOException e) {
    return e instanceof FileSystemException told && told.getReason() != null
        ? told.getReason()
        : String.valueOf(e.getMessage());
  }

  private static ShortageException shortage(
      Candidate candidate, Shortage shortage, IOException cause) {
    return new ShortageException(candidate.file() + " cannot be read", shortage, cause);
  }

  private ReadResult decode(Candidate candidate, byte[] bytes) {
    ContentHash hash = ContentHash.of(bytes);
    boolean touched = candidate.known() != null && candidate.known().has(hash);
    boolean isHeld = !candidate.embedAnyway() && (touched || contained.test(hash));
    if (isHeld && candidate.effort() == Effort.NOTE) {
      return new SameContent(candidate, hash);
    }
    try {
      DecodedImage image = ImageDecoder.decode(bytes, sizeNeeded);
      Picture picture =
          new Picture(
              hash,
              image.format(),
              bytes.length,
              image.width(),
              image.height(),
              MetadataReader.read(bytes));
      return isHeld
          ? new Refreshed(candidate, picture, Thumbnail.of(image))
          : new Decoded(
              candidate,
              picture,
              pixels.apply(image),
              Thumbnail.of(image),
              image.warning().orElse(null));
    } catch (MissingDecoderException e) {
      throw e;
    } catch (UnreadableImageException e) {
      return new Unreadable(candidate, candidate.stamp(), String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      // One picture that trips a decoder must not stop the rest.
      return new Unreadable(candidate, candidate.stamp(), "its decoder failed: " + e);
    }
  }

  /// Bounded even if the file grows meanwhile; what is cut off fails to decode.
  private static byte[] bytes(Path file) throws IOException {
    try (InputStream input = Files.newInputStream(file)) {
      return input.readNBytes((int) ImageDecoder.MAX_FILE_BYTES);
    }
  }
}
