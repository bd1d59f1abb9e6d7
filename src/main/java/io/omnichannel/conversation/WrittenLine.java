package io.omnichannel.conversation;

/**
 * Something that was written, and where.
 *
 * @param seq its place in the timeline
 */
public record WrittenLine(long seq, Line line) {}
