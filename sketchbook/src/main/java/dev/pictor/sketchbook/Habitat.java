package dev.pictor.sketchbook;

/// Where a thing makes sense.
public enum Habitat {
  /// On land: meadows, streets, beaches.
  GROUND,
  /// On the surface of a sea or a lake.
  WATER,
  /// Below the surface.
  DEEP,
  /// In the air.
  SKY,
  /// Among the stars.
  SPACE,
  /// In a room, on its floor or on a table.
  INDOOR
}
