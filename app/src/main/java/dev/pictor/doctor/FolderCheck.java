package dev.pictor.doctor;

import dev.pictor.picture.Place;
import dev.pictor.picture.Root;
import dev.pictor.store.KnownFile;
import dev.pictor.store.PictureStore;
import java.util.ArrayList;
import java.util.List;

/// Compares the known files below one root with the disk.
final class FolderCheck {
  private final Root root;
  private final Folders folders;
  private final Findings findings;
  private final List<String> firstGone = new ArrayList<>();
  private long known;
  private long pictures;
  private long gone;

  FolderCheck(Root root, Folders folders, Findings findings) {
    this.root = root;
    this.folders = folders;
    this.findings = findings;
  }

  /// @return how many files are known below it, failures among them
  long run(PictureStore store) {
    store.forEachFile(root.name(), this::check);
    if (!folders.isReachable(root.name())) {
      findings.found(Kind.FOLDER_OUT_OF_REACH, description());
    } else if (gone > 0 && gone == pictures) {
      findings.found(Kind.FOLDER_EMPTY, description());
    } else if (gone > 0) {
      findings.found(Kind.FILE_GONE, gone, firstGone);
    }
    return known;
  }

  private String description() {
    return "%s = %s (%,d known files)".formatted(root.name(), root.directory(), known);
  }

  private void check(KnownFile file) {
    known++;
    if (!(file instanceof KnownFile.PictureFile picture)) {
      return;
    }
    pictures++;
    Place place = picture.place();
    switch (folders.look(place)) {
      case Sight.Present(_, var stamp) when stamp.equals(picture.stamp()) -> {}
      case Sight.Present _ -> findings.found(Kind.FILE_CHANGED, place.toString());
      case Sight.Gone _ -> {
        gone++;
        Findings.addFew(firstGone, place.toString());
      }
      case Sight.OutOfReach _ -> {}
      case Sight.Unreadable(var reason) ->
          findings.found(Kind.FILE_UNREADABLE, "%s (%s)".formatted(place, reason));
    }
  }
}
