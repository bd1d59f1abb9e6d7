/**
 * What customers write, and what is written to them: here what all rooms share, such as the loop that takes work, its
 * settings, and the signals by which a room wakes another that it does not know.
 */
package io.omnichannel.messaging;
