package dev.pictor.clip.image;

/// The part of a scaled picture that is wanted: the picture is scaled to `scaledWidth` x
/// `scaledHeight`, of which `width` x `height` pixels from (`left`, `top`) are made.
record Window(int scaledWidth, int scaledHeight, int left, int top, int width, int height) {

  /// The whole of a picture scaled to this size.
  static Window whole(int width, int height) {
    return new Window(width, height, 0, 0, width, height);
  }

  /// The short side scaled to `scaledSize`, the long one cut short to the integer below, and the
  /// centre of it: torchvision's `Resize(scaledSize)` and `CenterCrop(size)`. The origin is half of
  /// what is left over, rounded half to even.
  static Window centre(int width, int height, int scaledSize, int size) {
    int shortSide = Math.min(width, height);
    int scaledWidth = Math.toIntExact((long) scaledSize * width / shortSide);
    int scaledHeight = Math.toIntExact((long) scaledSize * height / shortSide);
    int left = (int) Math.rint((scaledWidth - size) / 2.0);
    int top = (int) Math.rint((scaledHeight - size) / 2.0);
    return new Window(scaledWidth, scaledHeight, left, top, size, size);
  }
}
