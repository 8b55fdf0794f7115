package dev.pictor.doctor;

import dev.pictor.store.DamagedPicture;
import java.util.ArrayList;
import java.util.List;

/// One thing that is wrong with a picture.
///
/// @param description one line: where, and what was seen
record Damage(Kind kind, String description) {
  /// Of what is not whole only what everything else follows from.
  static List<Damage> of(DamagedPicture picture) {
    if (picture.places().isEmpty()) {
      Kind kind = picture.isRecorded() ? Kind.PICTURE_WITHOUT_PLACE : Kind.LEFT_OVER;
      return List.of(new Damage(kind, "picture " + picture.id()));
    }
    String place = picture.places().getFirst().toString();
    if (!picture.isRecorded()) {
      return List.of(new Damage(Kind.PICTURE_LOST, place));
    }
    List<Damage> damages = new ArrayList<>();
    if (picture.vectorFault() != null) {
      damages.add(new Damage(Kind.VECTOR, "%s (%s)".formatted(place, picture.vectorFault())));
    }
    if (picture.thumbnailFault() != null) {
      damages.add(new Damage(Kind.THUMBNAIL, "%s (%s)".formatted(place, picture.thumbnailFault())));
    }
    return damages;
  }
}
