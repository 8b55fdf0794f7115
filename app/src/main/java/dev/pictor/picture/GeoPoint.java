package dev.pictor.picture;

/// A place on Earth, WGS 84.
///
/// @param latitude degrees in [-90, 90], north is positive
/// @param longitude degrees in [-180, 180], east is positive
public record GeoPoint(double latitude, double longitude) {
  /// Mean radius of the Earth in metres, as every store computes with.
  public static final double EARTH_RADIUS_METRES = 6_371_008.7714;

  public GeoPoint {
    if (!isValid(latitude, longitude)) {
      throw new IllegalArgumentException(
          "No place on Earth: latitude %s, longitude %s".formatted(latitude, longitude));
    }
  }

  /// Whether these are degrees as above; NaN is not.
  public static boolean isValid(double latitude, double longitude) {
    return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  }

  /// The distance along the surface of a sphere (the haversine formula), in metres.
  public double metresTo(GeoPoint other) {
    double north = Math.toRadians(other.latitude - latitude) / 2;
    double east = Math.toRadians(other.longitude - longitude) / 2;
    double square =
        Math.pow(Math.sin(north), 2)
            + Math.cos(Math.toRadians(latitude))
                * Math.cos(Math.toRadians(other.latitude))
                * Math.pow(Math.sin(east), 2);
    return 2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(square)));
  }
}
