package dev.pictor.eval;

import java.util.Locale;

/// What the lines of an evaluation file say. Each may end with one more column, the category.
public enum Form {
  /// A caption and the picture that it was written for: Recall@k and median rank.
  CAPTIONS(1, "caption TAB picture path"),
  /// A query and one of the pictures that are right for it: precision@k.
  QUERIES(1, "query TAB picture path"),
  /// As [#QUERIES]: whether what is shown as relevant is right, where none, few or many pictures
  /// are.
  CUTOFF(1, "query TAB picture path"),
  /// As [#QUERIES]: what two of the queries find together, or one without the other.
  MIXING(1, "query TAB picture path"),
  /// As [#QUERIES]: what marking the first hits as right or wrong does for the next ones.
  FEEDBACK(1, "query TAB picture path"),
  /// Two captions of one picture, of which only the first is true: how often it scores higher.
  BINDING(2, "right caption TAB wrong caption TAB picture path");

  private final int texts;
  private final String columns;

  Form(int texts, String columns) {
    this.texts = texts;
    this.columns = columns;
  }

  /// The name as users see it: `captions`, `queries`, `cutoff`, `mixing`, `feedback`
  /// or `binding`.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// How many columns of text there are before the picture.
  int texts() {
    return texts;
  }

  /// The columns without the category, for people.
  public String columns() {
    return columns;
  }
}
