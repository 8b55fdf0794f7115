package dev.pictor.clip.image.heif;

/// Pixels of a picture as its coded stream says, whatever the file around it claims.
///
/// @param storedWidth pixels for which a decoder takes memory
/// @param width of them, what is shown
record CodedSize(int storedWidth, int storedHeight, int width, int height) {
  boolean isShownAs(CodedSize other) {
    return width == other.width && height == other.height;
  }
}
