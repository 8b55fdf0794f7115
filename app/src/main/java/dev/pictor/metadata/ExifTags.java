package dev.pictor.metadata;

import com.drew.imaging.tiff.TiffProcessingException;
import com.drew.imaging.tiff.TiffReader;
import com.drew.lang.ByteArrayReader;
import com.drew.lang.RandomAccessReader;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.GpsDirectory;
import com.drew.metadata.tiff.DirectoryTiffHandler;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The wanted tags of an EXIF block, and nothing else: three directories (the first, EXIF's and
/// GPS's), of each the tags below and of these short values only. The library's own handler reads
/// whatever is there, makers' notes and all they point to, which a few kilobytes can make minutes.
final class ExifTags extends DirectoryTiffHandler {
  /// Longer values are no names, dates or numbers.
  private static final int LONGEST_VALUE = 4_096;

  /// The reader asks whether to enter a directory for each number of each entry, also where an
  /// entry claims millions of them. A TIFF has two for each of its strips.
  private static final int MOST_QUESTIONS = 1_000_000;

  private static final int TIFF = 42;

  private static final Set<Integer> WANTED =
      Set.of(
          ExifDirectoryBase.TAG_MAKE,
          ExifDirectoryBase.TAG_MODEL,
          ExifDirectoryBase.TAG_ORIENTATION,
          ExifDirectoryBase.TAG_DATETIME_ORIGINAL,
          ExifDirectoryBase.TAG_SUBSECOND_TIME_ORIGINAL,
          ExifDirectoryBase.TAG_TIME_ZONE_ORIGINAL,
          ExifDirectoryBase.TAG_DATETIME_DIGITIZED,
          ExifDirectoryBase.TAG_SUBSECOND_TIME_DIGITIZED,
          ExifDirectoryBase.TAG_TIME_ZONE_DIGITIZED,
          ExifDirectoryBase.TAG_EXPOSURE_TIME,
          ExifDirectoryBase.TAG_FNUMBER,
          ExifDirectoryBase.TAG_ISO_EQUIVALENT,
          ExifDirectoryBase.TAG_FOCAL_LENGTH,
          ExifDirectoryBase.TAG_LENS_MAKE,
          ExifDirectoryBase.TAG_LENS_MODEL);

  private static final Set<Integer> WANTED_OF_GPS =
      Set.of(
          GpsDirectory.TAG_LATITUDE_REF,
          GpsDirectory.TAG_LATITUDE,
          GpsDirectory.TAG_LONGITUDE_REF,
          GpsDirectory.TAG_LONGITUDE);

  private int questions;

  private ExifTags(Metadata metadata) {
    super(metadata, null);
  }

  /// The directories up to where the block is broken.
  ///
  /// @param block a TIFF stream
  static Metadata read(byte[] block) {
    Metadata metadata = new Metadata();
    try {
      new TiffReader().processTiff(new ByteArrayReader(block), new ExifTags(metadata), 0);
    } catch (IOException | TiffProcessingException | RuntimeException e) {
      return metadata;
    }
    return metadata;
  }

  @Override
  public void setTiffMarker(int marker) throws TiffProcessingException {
    if (marker != TIFF) {
      throw new TiffProcessingException("Not EXIF: " + marker);
    }
    pushDirectory(ExifIFD0Directory.class);
  }

  @Override
  public boolean tryEnterSubIfd(int tag) {
    if (++questions > MOST_QUESTIONS) {
      throw new IllegalStateException("No honest EXIF");
    }
    if (!(_currentDirectory instanceof ExifIFD0Directory)) {
      return false;
    }
    return switch (tag) {
      case ExifIFD0Directory.TAG_EXIF_SUB_IFD_OFFSET -> enter(ExifSubIFDDirectory.class);
      case ExifIFD0Directory.TAG_GPS_INFO_OFFSET -> enter(GpsDirectory.class);
      default -> false;
    };
  }

  private boolean enter(Class<? extends Directory> type) {
    if (_metadata.containsDirectoryOfType(type)) {
      return false;
    }
    pushDirectory(type);
    return true;
  }

  @Override
  public boolean hasFollowerIfd() {
    return false;
  }

  @Override
  public @Nullable Long tryCustomProcessFormat(int tag, int format, long count) {
    return null;
  }

  /// @return whether the value is to be passed over
  @Override
  public boolean customProcessTag(
      int offset,
      Set<Integer> processed,
      int headerOffset,
      RandomAccessReader reader,
      int tag,
      int byteCount) {
    Set<Integer> wanted = _currentDirectory instanceof GpsDirectory ? WANTED_OF_GPS : WANTED;
    return !wanted.contains(tag) || byteCount < 0 || byteCount > LONGEST_VALUE;
  }

  /// Messages for nobody, as many as a file likes.
  @Override
  public void warn(String message) {}

  @Override
  public void error(String message) {}
}
