/** What comes in by any channel, read and accepted in one statement, and the search for what never came. */
package io.omnichannel.messaging.intake;
