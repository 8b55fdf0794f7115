package dev.pictor.web;

import dev.pictor.picture.Place;
import dev.pictor.store.KnownFile.FailedFile;
import dev.pictor.store.PictureStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of the files that could not be read, most recent first, those of one moment by place.
///
/// @param next where the next part begins; null if this is the last
record FailedFiles(List<FailedFile> files, @Nullable Cursor next) {
  private static final Comparator<FailedFile> ORDER =
      Comparator.comparing(FailedFile::at).reversed().thenComparing(FailedFile::place);

  /// Files of one moment that are looked at besides what is asked for, at first.
  private static final int MORE = 32;

  /// Names a file, not a number: what comes or goes meanwhile repeats nothing.
  record Cursor(Instant at, Place place) {
    private static final String SEPARATOR = "\0";

    /// @throws ProblemException if it is none that [#toString()] told
    static Cursor parse(String text) {
      try {
        String[] parts =
            new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8)
                .split(SEPARATOR, -1);
        if (parts.length == 3) {
          return new Cursor(
              Instant.EPOCH.plusNanos(Long.parseLong(parts[0])), new Place(parts[1], parts[2]));
        }
      } catch (IllegalArgumentException e) {
        // Said below, as for what is no cursor in another way.
      }
      throw new ProblemException(
          new Problem(
              400,
              "bad-cursor",
              "This is no cursor",
              "Take it from “next” of the answer before, as it is, or leave it out."));
    }

    boolean isBefore(FailedFile file) {
      int byTime = file.at().compareTo(at);
      return byTime < 0 || byTime == 0 && file.place().compareTo(place) > 0;
    }

    /// URL-safe.
    @Override
    public String toString() {
      String text =
          String.join(
              SEPARATOR,
              Long.toString(ChronoUnit.NANOS.between(Instant.EPOCH, at)),
              place.root(),
              place.path());
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /// @param limit the most files, 1 or more
  /// @param after where the part before it ended; null for the first
  static FailedFiles of(PictureStore store, int limit, @Nullable Cursor after) {
    int asked = limit + MORE;
    while (true) {
      List<FailedFile> told = store.failures(asked, after == null ? null : after.at());
      boolean isAll = told.size() < asked;
      // Of the last one's moment there may be more, in an order that only the store knows.
      Instant open = isAll ? Instant.MIN : told.getLast().at();
      List<FailedFile> sure =
          told.stream()
              .filter(file -> file.at().isAfter(open))
              .filter(file -> after == null || after.isBefore(file))
              .sorted(ORDER)
              .limit(limit + 1L)
              .toList();
      if (isAll || sure.size() > limit) {
        return cut(sure, limit);
      }
      asked *= 2;
    }
  }

  private static FailedFiles cut(List<FailedFile> sure, int limit) {
    if (sure.size() <= limit) {
      return new FailedFiles(sure, null);
    }
    FailedFile last = sure.get(limit - 1);
    return new FailedFiles(sure.subList(0, limit), new Cursor(last.at(), last.place()));
  }
}
