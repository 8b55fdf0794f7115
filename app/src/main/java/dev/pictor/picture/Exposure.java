package dev.pictor.picture;

import org.jspecify.annotations.Nullable;

/// How a picture was exposed. Each is null if it is not known; what cannot be (zero, negative,
/// infinite or beyond its range) becomes so.
///
/// @param seconds up to a day
/// @param fNumber focal length by diameter of the aperture, up to 1,000
/// @param iso up to 100 million
/// @param focalLengthMm the lens's own in millimetres, not that of a 35 mm camera; up to 100,000
public record Exposure(
    @Nullable Double seconds,
    @Nullable Double fNumber,
    @Nullable Integer iso,
    @Nullable Double focalLengthMm) {
  public static final Exposure UNKNOWN = new Exposure(null, null, null, null);

  public Exposure {
    seconds = within(seconds, 86_400);
    fNumber = within(fNumber, 1_000);
    iso = iso == null || iso < 1 || iso > 100_000_000 ? null : iso;
    focalLengthMm = within(focalLengthMm, 100_000);
  }

  private static @Nullable Double within(@Nullable Double value, double most) {
    return value != null && value > 0 && value <= most ? value : null;
  }
}
