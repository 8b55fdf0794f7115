package dev.pictor.doctor;

/// What can be wrong with a collection.
public enum Kind {
  FOLDER_OUT_OF_REACH(
      "Folders that cannot be reached from here",
      "Is a disk not mounted? Nothing below is taken for gone. --root NAME=DIR says where it lies now."),
  FOLDER_EMPTY(
      "Folders in which none of the known files is left",
      "Is a disk not mounted? Nothing below is taken for gone. If it is: pictor index --prune --even-all DIR"),
  FILE_GONE("Known files that are gone", "pictor index --prune DIR removes them."),
  FILE_CHANGED(
      "Files that have changed since they were indexed", "pictor index DIR reads them again."),
  FILE_UNREADABLE(
      "Known files that cannot be looked at",
      "They are not taken for gone. What is in the way is told of each."),
  PICTURE_LOST(
      "Files that are known, but their picture is not stored",
      "--fix reads them again; where no file has the content any more, it forgets the places."),
  PICTURE_WITHOUT_PLACE(
      "Pictures that no known file shows",
      "--fix removes them; pictor index DIR finds those again that lie in a folder."),
  LEFT_OVER("Vectors and thumbnails of pictures that are not stored", "--fix removes them."),
  VECTOR("Vectors that are missing or damaged", "--fix makes them again from the pictures' files."),
  THUMBNAIL(
      "Thumbnails that are missing or damaged", "--fix makes them again from the pictures' files."),
  COUNTS(
      "Counts that disagree",
      "Files below a folder that is not registered any more? pictor index --root NAME=DIR DIR registers it.");

  private final String title;
  private final String advice;

  Kind(String title, String advice) {
    this.title = title;
    this.advice = advice;
  }

  /// For people, to be followed by a colon and how many.
  public String title() {
    return title;
  }

  /// What to do, for people.
  public String advice() {
    return advice;
  }
}
