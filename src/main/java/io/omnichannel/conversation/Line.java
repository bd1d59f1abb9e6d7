package io.omnichannel.conversation;

/** One entry of a timeline as an agent sees it; {@code content} of a spoken answer is what was heard of it. */
public record Line(SenderRole role, Channel channel, String content) {}
