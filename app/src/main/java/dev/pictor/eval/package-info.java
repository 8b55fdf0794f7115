/// How well a model finds pictures: a file of captions, queries or pairs of captions, the pictures
/// that it names, and figures.
///
/// [dev.pictor.eval.EvaluationFile] -> [dev.pictor.eval.Corpus] (pictures, brought into a
/// collection of their own by [dev.pictor.indexing.Indexer]) -> [dev.pictor.eval.Evaluation] ->
/// [dev.pictor.eval.Report]. Knows nothing of which store or which face is in use.
///
/// [dev.pictor.eval.IndexEvaluation] measures a collection's approximate index instead.
@NullMarked
package dev.pictor.eval;

import org.jspecify.annotations.NullMarked;
