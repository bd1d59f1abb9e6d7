package io.omnichannel.voices;

import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.polly.model.DescribeVoicesRequest;
import software.amazon.awssdk.services.polly.model.DescribeVoicesResponse;

/**
 * Keeps where Polly's list goes on: camel-aws2-polly hands out the voices of an answer and drops its {@code NextToken}, so
 * the request carries a place for it that the client fills.
 */
final class PollyPaging implements ExecutionInterceptor {

    private static final ExecutionAttribute<AtomicReference<String>> NEXT =
            new ExecutionAttribute<>("omnichannel.polly.next");

    /** @param token where the list goes on, empty at its beginning @param next gets the one after that, empty at the end */
    static DescribeVoicesRequest page(String token, AtomicReference<String> next) {
        return DescribeVoicesRequest.builder()
                .includeAdditionalLanguageCodes(true)
                .nextToken(token.isEmpty() ? null : token)
                .overrideConfiguration(call -> call.putExecutionAttribute(NEXT, next))
                .build();
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        AtomicReference<String> next = attributes.getAttribute(NEXT);
        if (next != null && context.response() instanceof DescribeVoicesResponse page) {
            next.set(page.nextToken() == null ? "" : page.nextToken());
        }
    }
}
