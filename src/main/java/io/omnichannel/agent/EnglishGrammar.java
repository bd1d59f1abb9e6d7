package io.omnichannel.agent;

/** What English-speaking customers say, contractions written out; see {@link PlainText}. */
final class EnglishGrammar {

    private static final String A =
            "(?:(?:to|with|over|through|an|a|the|some|your|any|one|of|real|actual|live|different|another"
                    + "|other|proper|directly|straight|human|customer|service|support|sales|please|now|just|be|someone|up) )*";
    private static final String HUMAN =
            "(?:humans?(?: beings?)?|real person|actual person|live person|agents?|representatives?|rep"
                    + "|operators?|advis[eo]rs?|receptionist|customer (?:service|support|care)|live agent)";
    private static final String ANYBODY =
            "(?:" + HUMAN + "|person|people|someone|somebody|anyone|anybody|manager|supervisor"
                    + "|colleague|staff|team|human|associate|specialist|boss|owner)";

    private static final String ASK =
            "(?:^|please |just |can you |could you |would you |will you |to |you can |you could |someone "
                    + "|somebody |and |then |kindly |better |not |never |you |have them |have him |have her |maybe |mind )";
    private static final String SEND =
            "(?:send|sending|text|continue|carry on|switch|move|forward|reply|answer|write|get|have"
                    + "|receive|give|go on|contact|reach|message|drop|do|confirm|shoot|put)";
    private static final String LIKE = "(?:like|prefer|want|rather|better|possible|please|could|can|need)";
    private static final String BY = "(?:by|via|in|over|through|on|as|a|an|to|any|more|my|that|quick|the) ";
    private static final String WITHIN = "(?:by|via|in|over|through|on|as) (?:a |an )?";
    private static final String UP_TO_6 = "(?: \\w+){0,6}? ";
    private static final String SMS = "(?:sms(?:es)?|text messages?|texts?)";
    private static final String EMAIL = "(?:e?mails?)(?! address| box)";
    private static final String MY_ADDRESS = "(?:to|at) my e?mail(?: address| box)?";
    private static final String IT = "(?: me| us| it| this| that| the \\w+| those| them| my \\w+)";

    private static final String LATER =
            "(?=$| (?:back|tomorrow|later|at|on|in|now|please|again|when|this|after|before|tonight"
                    + "|today|instead|monday|tuesday|wednesday|thursday|friday|saturday|sunday|as soon|asap|if|next|about|around"
                    + "|thanks|thank|right|any time|anytime|whenever|sometime|once|and|for|with))";

    static final Grammar RULES = new Grammar(
                    "please|well|so|um|uh|er|oh|ah|hey|and|then|very|much|a lot|really|sir|madam|ma am|mate|there|just|now"
                            + "|right|for (?:your (?:help|time|patience)|everything|that|the (?:help|info|information))"
                            + "|so much|sara|all|kindly|i think|i guess|actually|again|instead|alright",
                    "(?:can|could|would|will) (?:you|i|we) not|(?:can|could|would|will) not (?:you|i|we)(?= \\w+)"
                            + "|why (?:do|can|could|are) (?:you |i )?not|why not|(?:do|did|could|can) not (?:know|understand|hear|see"
                            + "|mind|get|catch|receive|find|reach)|not (?:sure|working|clear|here|there|available)|no (?:one|problem)"
                            + "|(?:not|no longer|never) (?:want |wish |like )?(?:to )?(?:be )?(?:speak|talk|chat|speaking|talking|want)?"
                            + " ?(?:to |with )?(?:a |an |this |another )?(?:robot|machine|bot|computer|recording)",
                    "not\\b|never\\b|stop\\b|quit\\b|unsubscribe\\b|neither\\b|avoid\\b|no (?:need|more|sms|texts?|e?mails?|whatsapp"
                            + "|calls?|humans?|agents?|person|operators?|callback|messages?)\\b|rather than(?: \\w+){0,4}$"
                            + "|instead of(?: \\w+){0,4}$|without(?: \\w+){0,4}$|no longer\\b|nor(?: \\w+){0,4}$",
                    "(?:send|text|e?mail|call|write|message|give|contact|reach) you(?! to)|i (?:will|am|just|already|had|have) (?:\\w+ )?"
                            + "(?:send|text|e?mail|write|got|had|sending)|supposed to|(?:did|do|have|had|does|has|will) (?:you|he|she|they)"
                            + " (?:ever |already |still )?(?:sent|send|get|text|call|have)|you (?:said|promised|told)|he said|she said"
                            + "|they said|told me|i (?:got|received) (?:your|a|an|the)|used to")
            .wish(Intent.HUMAN, "(?:speak|talk|chat) " + A + ANYBODY)
            .wish(Intent.HUMAN, "(?:be|get) (?:connected|transferred|put through) " + A + ANYBODY)
            .wish(
                    Intent.HUMAN,
                    "(?:put|connect|transfer|pass|get|give|forward|patch|switch|hand)(?: me| us| my call| this call)"
                            + "(?: on| over| through)? " + A + ANYBODY)
            .wish(
                    Intent.HUMAN,
                    "(?:put|connect|patch) me (?:through|up)(?: please)?$|transfer (?:me|my call|this call)(?: please)?$")
            .wish(
                    Intent.HUMAN,
                    "(?:want|need|like|prefer|require|demand|get|reach|rather) (?:to (?:have|see|reach|get) |have )?"
                            + A + HUMAN)
            .wish(
                    Intent.HUMAN,
                    "(?:is|are) there (?:a |an |any |some )?(?:real |live )?(?:human|person|agent|operator"
                            + "|(?:someone|somebody|anyone|anybody)(?: else)? (?:i|we) (?:can|could) (?:speak|talk))")
            .wish(
                    Intent.HUMAN,
                    "(?:someone|somebody|anyone|anybody|person|human) (?:else )?(?:i|we|who) (?:can|could) (?:speak|talk) to")
            .wish(
                    Intent.HUMAN,
                    "(?:not|no longer|stop|hate|sick of|tired of|never) (?:want |like )?(?:to )?(?:speak|talk|chat|speaking"
                            + "|talking|want) ?(?:to |with )?(?:a |an |this |another )?(?:robot|machine|bot|computer|recording)")
            .bare(Intent.HUMAN, A + "(?:" + HUMAN + "|real people|(?:someone|somebody) (?:real|human|else))")
            .wish(
                    Intent.WHAT_DID_I_SAY,
                    "what (?:did i|have i|had i|was i)(?: \\w+)? (?:say|said|tell|told|ask|asked|write|written|text"
                            + "|send|mention|saying|asking)")
            .wish(
                    Intent.WHAT_DID_I_SAY,
                    "(?:remember|remind me|recall|repeat|know|tell me|read|summari[sz]e)(?: \\w+){0,3}? what (?:i|i have)"
                            + " (?:just )?(?:said|told|asked|wrote|written|texted|sent|mentioned)")
            .wish(
                    Intent.WHAT_DID_I_SAY,
                    "do you (?:still )?(?:remember|recall) (?:me|our|my|anything)|what was my (?:last |first )?"
                            + "(?:question|message|request|problem)")
            .wish(Intent.CALL_BACK, "(?:call|ring|phone) (?:me|us) back")
            .wish(Intent.CALL_BACK, ASK + "(?:call|ring|phone|telephone) (?:me|us)" + LATER)
            .wish(
                    Intent.CALL_BACK,
                    "give (?:me|us) a (?:call|ring|bell|buzz)|(?:like|want|need|request|get|have|arrange|schedule) a"
                            + " (?:call ?back|(?:phone )?call)(?: back)?|to be called(?: back)?|(?:i|we) get a call ?back")
            .bare(Intent.CALL_BACK, "(?:no |a |by |on the )?(?:call ?back|phone call|by phone|phone)")
            .wish(Intent.SMS, ASK + "text(?:ing)?" + IT)
            .wish(Intent.SMS, SEND + UP_TO_6 + BY + SMS)
            .wish(Intent.SMS, "send(?:ing)?(?: me| us)? " + SMS)
            .wish(Intent.SMS, LIKE + "(?: \\w+){0,5}? " + WITHIN + SMS)
            .wish(Intent.SMS, "(?:like|want|prefer|need|wanting) (?:a|an|any|more|another) " + SMS)
            .wish(Intent.SMS, WITHIN + SMS + " (?:would be|is|please|if)")
            .wish(Intent.SMS, ASK + "(?:send (?:me|us|it in|this in) (?:a |by )?|drop me a )(?:quick )?message")
            .bare(
                    Intent.SMS,
                    "(?:no |not )?(?:need for |need to |more )?(?:(?:by|via|in|over|through|a|an|the|any) )*" + SMS)
            .wish(Intent.WHATSAPP, ASK + "whatsapp" + IT)
            .wish(Intent.WHATSAPP, SEND + UP_TO_6 + BY + "whatsapp")
            .wish(Intent.WHATSAPP, LIKE + "(?: \\w+){0,5}? " + WITHIN + "whatsapp")
            .wish(Intent.WHATSAPP, "(?:like|want|prefer|need|use) (?:a |the )?whatsapp")
            .wish(Intent.WHATSAPP, WITHIN + "whatsapp (?:would be|is|please|if)")
            .bare(Intent.WHATSAPP, "(?:no |not )?(?:(?:by|via|in|over|through|on|a|an|the) )*whatsapp(?: message)?")
            .wish(Intent.EMAIL, ASK + "e?mail" + IT)
            .wish(Intent.EMAIL, "send(?:ing)?(?: me| us)? " + EMAIL)
            .wish(Intent.EMAIL, SEND + UP_TO_6 + BY + EMAIL)
            .wish(Intent.EMAIL, "(?:send|forward)" + UP_TO_6 + MY_ADDRESS)
            .wish(Intent.EMAIL, LIKE + "(?: \\w+){0,5}? " + WITHIN + EMAIL)
            .wish(Intent.EMAIL, "(?:like|want|prefer|need) (?:a|an|any|more|another) " + EMAIL)
            .wish(Intent.EMAIL, WITHIN + EMAIL + " (?:would be|is|please|if)")
            .bare(Intent.EMAIL, "(?:no |not )?(?:need for |more )?(?:(?:by|via|in|over|through|a|an|any) )*" + EMAIL)
            .wish(
                    Intent.OPENING_HOURS,
                    "(?:opening|business|office|working|store|shop|closing) (?:hours|times?)|hours of operation"
                            + "|(?:what|tell me) (?:are )?your hours|your (?:opening )?hours(?= |$)(?! of)")
            .wish(
                    Intent.OPENING_HOURS,
                    "(?:are you|you are|is the (?:shop|store|office)|will you be|is your (?:shop|store|office)|when are you)"
                            + "(?: guys)?(?: still| currently| even)? (?:open|closed)")
            .wish(
                    Intent.OPENING_HOURS,
                    "(?:when|what time|what days?|how late|until when)(?: \\w+){0,4}? (?:open|close|closed|shut)"
                            + "|(?:do|does|will) (?:you|it|the (?:shop|store|office)) (?:open|close)(?=$| (?:at|on|today|tomorrow|before|after"
                            + "|this|early|late|for lunch|monday|saturday|sunday))|how late are you|open (?:on )?(?:sundays?|saturdays?|weekends?)")
            .bare(
                    Intent.OPENING_HOURS,
                    "(?:and |what about |how about )?(?:on |at |the )(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|weekends?)")
            .wish(
                    Intent.WHO_ARE_YOU,
                    "who are you|who is (?:this|speaking|there|calling)|who am i (?:talking|speaking|chatting) (?:to|with)"
                            + "|what is your name|what are you called|(?:tell me|have|get) your name|what are you(?=$)|do you have a name")
            .wish(
                    Intent.WHO_ARE_YOU,
                    "(?:are you|is this|am i (?:talking|speaking|chatting) (?:to|with)|you are|is that) (?:really |just |even )?"
                            + "(?:not )?(?:an? )?(?:actual |real |live )?(?:robot|human|machine|bot|ai|person|real|computer|recording|chatbot)"
                            + "(?: being| program| voice)?(?: or \\w+(?: \\w+)?)?$")
            .wish(Intent.ABILITIES, "what (?:can|could|do) you (?:do|offer|help)|how can you help|what are my options")
            .bare(Intent.ABILITIES, "help(?: me)?|(?:i need|can you) help(?: me)?|menu|options|the menu")
            .wish(
                    Intent.REPEAT,
                    "(?<!i )(?<!to )(?:repeat (?:that|it|this|what|yourself|please|the)|repeat$)"
                            + "|(?<!as i )say (?:that|it) (?:again|once more)|say again|come again$|(?:to repeat (?:that|it))")
            .wish(
                    Intent.REPEAT,
                    "what (?:did|have) you (?:just )?(?:say|said)|what was that|what were you saying|beg your pardon"
                            + "|(?:do|did|could|can) not (?:quite |really )?(?:hear|catch|understand|get) (?:that|you|it|what you said|a word)"
                            + "|(?:more slowly|slow down|speak slower)")
            .bare(
                    Intent.REPEAT,
                    "(?:sorry|pardon|pardon me|what|huh|excuse me|once more|one more time|i (?:do|did|can|could) not"
                            + " (?:hear|understand))")
            .courtesy(
                    Intent.GOODBYE,
                    "good ?bye|bye(?: bye| now)?|see (?:you|ya)(?: later| soon)?|(?:have|you have) a (?:nice|good|great|lovely)"
                            + " (?:day|evening|one|night|weekend|afternoon)|good night|talk (?:to you )?(?:soon|later)|take care"
                            + "|(?:you can |please )?hang up|i (?:will|have to|am going to|must|need to) (?:hang up|go)|cheerio|farewell"
                            + "|that (?:is|will be|would be) (?:all|it|everything)(?: (?:for (?:today|now)|thanks|i need\\w*))*"
                            + "|i will call (?:you )?back(?: later)?|nothing else|end (?:the|this) call")
            .courtesy(
                    Intent.ARE_YOU_THERE,
                    "(?:are )?you (?:still )?(?:there|with me)|can you hear me(?: now)?|(?:is )?(?:anybody|anyone|someone|somebody)"
                            + " (?:there|home)|do you hear me")
            .courtesy(
                    Intent.HOLD_ON,
                    "(?:just )?(?:hold on|hang on|wait)(?: please)?(?: (?:a|one) (?:moment|second|sec|minute))?|(?:just )?(?:one|a)"
                            + " (?:moment|second|sec|minute)|(?:give|bear) (?:me|with me)(?: (?:a|one) (?:moment|second|sec|minute))?"
                            + "|let me (?:check|see|think|look|find it)")
            .courtesy(
                    Intent.NO,
                    "no(?: thanks| thank you| way| need)?|nope|nah|not (?:at all|really|now|today|yet|right now|necessary|that)|never ?mind"
                            + "|i am (?:good|fine|ok|okay)|forget it|that is (?:wrong|not right|not it|not correct|incorrect)"
                            + "|do not bother|i do not want (?:that|to)|i would rather not|wrong|never|it is (?:ok|okay|fine|not)")
            .courtesy(
                    Intent.YES,
                    "yes|yeah|yep|yup|sure(?: thing)?|ok(?:ay)?|of course|absolutely|definitely|exactly|correct|that is (?:right"
                            + "|correct|it|fine|great)|right|sounds good|go ahead|perfect|great|fine|certainly|i would(?: love| like)?"
                            + "(?: that| to)?|please do|do that|why not|alright|all right|indeed|you got it|cool|good|awesome")
            .courtesy(
                    Intent.THANKS,
                    "thanks|thank you|thx|cheers|many thanks|(?:i )?(?:really )?appreciate (?:it|that)|that is very kind")
            .courtesy(
                    Intent.GREETING,
                    "hello|hi|hey|good (?:morning|afternoon|evening|day)|howdy|greetings|how are you(?: doing)?(?: today)?");

    private EnglishGrammar() {}
}
