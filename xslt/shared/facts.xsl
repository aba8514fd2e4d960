<?xml version="1.0" encoding="UTF-8"?>
<!-- What is known of a letter: from its correspDesc, and the title made of it. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:f="https://letterbook.invalid/ns/function"
                xmlns:m="https://letterbook.invalid/ns/mode"
                xmlns:v="https://letterbook.invalid/ns/variable"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:key name="v:descriptions" match="tei:correspDesc[@xml:id]" use="@xml:id"/>

  <!-- The description that a letter declares, or the only one there is. -->
  <xsl:function name="f:description" as="element(tei:correspDesc)?">
    <xsl:param name="letter" as="element(tei:div)"/>
    <xsl:sequence select="if ($letter/@decls)
                          then key('v:descriptions', substring-after($letter/@decls, '#'), $v:edition)[1]
                          else $v:edition/tei:teiHeader/tei:profileDesc/tei:correspDesc[last() = 1]"/>
  </xsl:function>

  <xsl:function name="f:action" as="element(tei:correspAction)?">
    <xsl:param name="letter" as="element(tei:div)"/>
    <xsl:param name="type" as="xs:string"/>
    <xsl:sequence select="f:description($letter)/tei:correspAction[@type = $type][1]"/>
  </xsl:function>

  <xsl:function name="f:parties" as="element()*">
    <xsl:param name="action" as="element(tei:correspAction)?"/>
    <xsl:sequence select="$action/(tei:persName | tei:orgName | tei:name | tei:rs)[normalize-space()]"/>
  </xsl:function>

  <xsl:function name="f:places" as="element()*">
    <xsl:param name="action" as="element(tei:correspAction)?"/>
    <xsl:sequence select="$action/(tei:placeName | tei:settlement | tei:country | tei:region)[normalize-space()]"/>
  </xsl:function>

  <xsl:function name="f:dates" as="element(tei:date)*">
    <xsl:param name="action" as="element(tei:correspAction)?"/>
    <xsl:sequence select="$action/tei:date"/>
  </xsl:function>

  <!-- Whether a fact was inferred: what the letter itself states carries neither attribute. -->
  <xsl:function name="f:is-inferred" as="xs:boolean">
    <xsl:param name="fact" as="element()"/>
    <xsl:sequence select="exists($fact/(@evidence | @cert))"/>
  </xsl:function>

  <!-- "A", "A and B", "A, B and C". -->
  <xsl:function name="f:names" as="xs:string">
    <xsl:param name="names" as="xs:string*"/>
    <xsl:sequence select="if (count($names) lt 2) then string($names)
                          else f:label('names.two', map {'first': string-join($names[position() lt last()], ', '),
                                                         'last': $names[last()]})"/>
  </xsl:function>

  <!-- "Churchill to Stalin", or what is known of that. -->
  <xsl:function name="f:parties-title" as="xs:string">
    <xsl:param name="letter" as="element(tei:div)"/>
    <xsl:variable name="from" as="xs:string" select="f:names(f:parties(f:action($letter, 'sent')) ! normalize-space())"/>
    <xsl:variable name="to" as="xs:string" select="f:names(f:parties(f:action($letter, 'received')) ! normalize-space())"/>
    <xsl:sequence select="f:label('title.' || (if ($from and $to) then 'both' else if ($from) then 'from'
                                               else if ($to) then 'to' else 'neither'),
                                  map {'from': $from, 'to': $to})"/>
  </xsl:function>

  <!-- The date that names a letter: when it was sent, if that is printed; else when it was received; else whatever
       is said of the sending. -->
  <xsl:function name="f:date-title" as="xs:string?">
    <xsl:param name="letter" as="element(tei:div)"/>
    <xsl:variable name="sent" as="element(tei:date)?" select="f:dates(f:action($letter, 'sent'))[1]"/>
    <xsl:variable name="received" as="element(tei:date)?" select="f:dates(f:action($letter, 'received'))[1]"/>
    <xsl:sequence select="if ($sent[not(f:is-inferred(.))] or ($sent and not($received))) then f:date($sent)
                          else $received ! f:label('date.received', map {'date': f:date(.)})"/>
  </xsl:function>

  <!-- The number as printed, after correction; a letter without one has none. -->
  <xsl:function name="f:number" as="xs:string?">
    <xsl:param name="letter" as="element(tei:div)"/>
    <xsl:sequence select="$letter/@n ! normalize-space()[. ne '']"/>
  </xsl:function>

  <!-- "12. Churchill to Stalin, received 8 July 1941" -->
  <xsl:function name="f:full-title" as="xs:string">
    <xsl:param name="letter" as="element(tei:div)"/>
    <xsl:variable name="parties" as="xs:string" select="f:parties-title($letter)"/>
    <xsl:variable name="date" as="xs:string?" select="f:date-title($letter)"/>
    <xsl:variable name="title" as="xs:string"
                  select="if ($date) then f:label('title.dated', map {'title': $parties, 'date': $date}) else $parties"/>
    <xsl:variable name="number" as="xs:string?" select="f:number($letter)"/>
    <xsl:sequence select="if ($number) then f:label('title.numbered', map {'number': $number, 'title': $title}) else $title"/>
  </xsl:function>

  <!-- The titles of all letters, in their order: each is wanted on several pages. -->
  <xsl:variable name="v:titles" as="xs:string*" select="$v:letters ! f:full-title(.)"/>

  <!-- "Letter 12", or the title of a letter without a number. -->
  <xsl:function name="f:short-title" as="xs:string">
    <xsl:param name="letter" as="element(tei:div)"/>
    <xsl:variable name="number" as="xs:string?" select="f:number($letter)"/>
    <xsl:sequence select="if ($number) then f:label('letter.numbered', map {'number': $number})
                          else $v:titles[f:place($letter)]"/>
  </xsl:function>

  <!-- The words a letter begins with, about 60 characters of its first paragraph or verse. -->
  <xsl:function name="f:first-words" as="xs:string?">
    <xsl:param name="letter" as="element(tei:div)"/>
    <xsl:variable name="first" as="element()?"
                  select="($letter//(tei:p | tei:ab | tei:l)[not(ancestor::tei:note)])[1]"/>
    <xsl:variable name="words" as="xs:string" select="normalize-space(f:plain($first))"/>
    <xsl:sequence select="if (string-length($words) le 64) then $words
                          else replace(substring($words, 1, 61), '[\s.,;:–—-]*\s\S*$', '') || '…'"/>
  </xsl:function>

  <!-- The letters that a correspContext names, of one relation. -->
  <xsl:function name="f:related" as="element(tei:div)*">
    <xsl:param name="letter" as="element(tei:div)"/>
    <xsl:param name="type" as="xs:string"/>
    <xsl:param name="subtype" as="xs:string"/>
    <xsl:sequence select="f:description($letter)/tei:correspContext/(tei:ref | tei:ptr)
                            [@type = $type and ($subtype = '' or @subtype = $subtype)]
                          ! f:target(@target) ! f:letter-of(.)"/>
  </xsl:function>

  <!-- Which of a letter's facts were inferred, by the labels' names for them. -->
  <xsl:function name="f:inferred" as="xs:string*">
    <xsl:param name="letter" as="element(tei:div)"/>
    <xsl:variable name="sent" as="element()?" select="f:action($letter, 'sent')"/>
    <xsl:variable name="received" as="element()?" select="f:action($letter, 'received')"/>
    <xsl:sequence select="
      'sender'[f:parties($sent) ! f:is-inferred(.) = true()],
      'recipient'[f:parties($received) ! f:is-inferred(.) = true()],
      'place'[(f:places($sent), f:places($received)) ! f:is-inferred(.) = true()],
      'sent'[f:dates($sent) ! f:is-inferred(.) = true()],
      'received'[f:dates($received) ! f:is-inferred(.) = true()]"/>
  </xsl:function>
</xsl:stylesheet>
