/** What a voice webhook answers, read as strictly as the documentation allows. */
package io.omnichannel.simulator.twiml;
