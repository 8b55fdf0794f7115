package dev.pictor.sketchbook;

/// What kinds of scenes are drawn, in shares of all.
///
/// @param empty settings alone
/// @param single one thing, drawn large
/// @param several one group of two to four
/// @param related two groups with a relation; what is left has two or three groups without
/// @param persons share of the groups that are persons, so that poses are learnt
/// @param sensible share of the things that are where they make sense
public record Curriculum(
    double empty, double single, double several, double related, double persons, double sensible) {
  /// To begin with: single large things.
  public static final Curriculum FIRST = new Curriculum(0.08, 0.77, 0.07, 0.05, 0.15, 0.85);

  /// Everything.
  public static final Curriculum ALL = new Curriculum(0.06, 0.38, 0.18, 0.24, 0.15, 0.85);

  /// Two groups side by side, to learn whose colour is whose and who is left of whom.
  public static final Curriculum PAIRS = new Curriculum(0, 0.05, 0.1, 0.45, 0.15, 0.85);

  /// To look at: things are where they belong.
  public static final Curriculum SHOW = new Curriculum(0.12, 0.45, 0.15, 0.2, 0.12, 1);
}
