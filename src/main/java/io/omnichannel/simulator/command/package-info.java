/** What {@code simulate} runs in a terminal or from a script: a customer who calls, texts or mails a running server. */
package io.omnichannel.simulator.command;
