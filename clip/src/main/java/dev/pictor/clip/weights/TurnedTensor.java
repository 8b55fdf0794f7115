package dev.pictor.clip.weights;

/// A matrix with rows and columns exchanged. Holds all of it in memory while it is read: meant for
/// small ones.
///
/// @param source of shape `[columns, rows]`
/// @param shape `[rows, columns]`
record TurnedTensor(TensorSource source, Shape shape) implements TensorSource {
  @Override
  public String name() {
    return source.name();
  }

  @Override
  public ElementType type() {
    return source.type();
  }

  @Override
  public void read(FloatSink sink) {
    int rows = shape.size(0);
    int columns = shape.size(1);
    float[] turned = new float[rows * columns];
    int[] position = {0};
    source.read(
        (values, count) -> {
          for (int i = 0; i < count; i++) {
            int at = position[0]++;
            turned[at % rows * columns + at / rows] = values[i];
          }
        });
    sink.accept(turned, turned.length);
  }
}
