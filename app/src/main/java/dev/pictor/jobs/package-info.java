/// What a program that stays does to its collection beside answering for it, when somebody asks for
/// it: [dev.pictor.jobs.IndexJobs] reads the folders again that the collection knows,
/// [dev.pictor.jobs.DuplicatesRun] looks for what it holds more than once. One of each at a time,
/// told from outside by what it has done so far. Nothing of them outlives the process but what
/// was stored. Knows nothing of HTTP.
@NullMarked
package dev.pictor.jobs;

import org.jspecify.annotations.NullMarked;
