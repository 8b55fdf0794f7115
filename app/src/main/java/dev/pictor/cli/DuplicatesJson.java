package dev.pictor.cli;

import dev.pictor.duplicates.Duplicates;
import dev.pictor.search.PictureFiles;
import dev.pictor.search.PictureFiles.Location;
import dev.pictor.store.StoredPicture;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What `duplicates --json` prints. Fields are only ever added.
///
/// @param atLeast cosine similarity from which pictures hardly differ; null where that cannot be
///     told
/// @param copies pictures with several files
/// @param lookAlikes groups, each the picture with most pixels first
record DuplicatesJson(
    @Nullable Double atLeast, List<Member> copies, List<List<Member>> lookAlikes) {
  /// @param paths of its files on this machine; null where one is not there
  record Member(String id, int width, int height, long sizeBytes, List<@Nullable String> paths) {
    static Member of(StoredPicture stored, PictureFiles files) {
      return new Member(
          stored.picture().id().value(),
          stored.picture().width(),
          stored.picture().height(),
          stored.picture().sizeBytes(),
          stored.places().stream()
              .<@Nullable String>map(
                  place ->
                      files.locate(List.of(place)) instanceof Location.Present(_, var file)
                          ? file.toString()
                          : null)
              .toList());
    }
  }

  static DuplicatesJson of(Duplicates duplicates, double alike, PictureFiles files) {
    return new DuplicatesJson(
        alike > 1 ? null : alike,
        duplicates.copies().stream().map(each -> Member.of(each, files)).toList(),
        duplicates.lookAlikes().stream()
            .map(group -> group.stream().map(each -> Member.of(each, files)).toList())
            .toList());
  }
}
